"""Writes the cells that BenchWorkbook.swift writes, through Python's XlsxWriter."""

import datetime
import sys

import xlsxwriter

rows, path = int(sys.argv[1]), sys.argv[2]
book = xlsxwriter.Workbook(path)
book.set_properties({"title": "Transactions", "created": datetime.datetime(2019, 1, 24)})
sheet = book.add_worksheet("Transactions")
heading = book.add_format({"bold": True})
text = book.add_format({"valign": "vcenter"})
day = book.add_format({"valign": "vcenter", "num_format": "dd mmm yyyy"})
money = book.add_format({"valign": "vcenter", "num_format": "£#,##0.00;-£#,##0.00"})

for column, words in enumerate(["Entry", "Date", "Project", "Payee", "Reference", "Amount"]):
    sheet.write_string(0, column, words, heading)
sheet.set_column(0, 5, 18)
sheet.freeze_panes(1, 0)
projects = [f"PLF-{number + 1}" for number in range(18)]
payees = [f"Supplier {number + 1} Limited" for number in range(700)]
for number in range(rows):
    row = number + 1
    pence = 100 + number * 7919 % 900000
    sheet.write_number(row, 0, row, text)
    sheet.write_datetime(row, 1, datetime.date(2018, number % 12 + 1, number % 28 + 1), day)
    sheet.write_string(row, 2, projects[number % 18], text)
    sheet.write_string(row, 3, payees[number % 700], text)
    sheet.write_string(row, 4, f"INV-{number}", text)
    sheet.write_number(row, 5, pence / 100, money)
book.close()
