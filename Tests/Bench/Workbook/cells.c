/* Writes the cells that BenchWorkbook.swift writes, straight through the library. */
#include <stdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>

int main(int count, char **words) {
    if (count != 3)
        return 64;
    long rows = atol(words[1]);
    lxw_workbook *book = workbook_new(words[2]);
    lxw_doc_properties properties = {.title = "Transactions", .created = 1548288000};
    workbook_set_properties(book, &properties);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "Transactions");

    lxw_format *heading = workbook_add_format(book);
    format_set_bold(heading);
    lxw_format *text = workbook_add_format(book);
    format_set_align(text, LXW_ALIGN_VERTICAL_CENTER);
    lxw_format *day = workbook_add_format(book);
    format_set_align(day, LXW_ALIGN_VERTICAL_CENTER);
    format_set_num_format(day, "dd mmm yyyy");
    lxw_format *money = workbook_add_format(book);
    format_set_align(money, LXW_ALIGN_VERTICAL_CENTER);
    format_set_num_format(money, "£#,##0.00;-£#,##0.00");

    const char *headings[] = {"Entry", "Date", "Project", "Payee", "Reference", "Amount"};
    for (int column = 0; column < 6; column++)
        worksheet_write_string(sheet, 0, column, headings[column], heading);
    worksheet_set_column(sheet, 0, 5, 18, NULL);
    worksheet_freeze_panes(sheet, 1, 0);

    char projects[18][16], payees[700][32], reference[32];
    for (int number = 0; number < 18; number++)
        snprintf(projects[number], sizeof projects[number], "PLF-%d", number + 1);
    for (int number = 0; number < 700; number++)
        snprintf(payees[number], sizeof payees[number], "Supplier %d Limited", number + 1);
    for (long number = 0; number < rows; number++) {
        lxw_row_t row = number + 1;
        lxw_datetime date = {.year = 2018, .month = number % 12 + 1, .day = number % 28 + 1};
        long pence = 100 + number * 7919 % 900000;
        worksheet_write_number(sheet, row, 0, row, text);
        worksheet_write_datetime(sheet, row, 1, &date, day);
        worksheet_write_string(sheet, row, 2, projects[number % 18], text);
        worksheet_write_string(sheet, row, 3, payees[number % 700], text);
        snprintf(reference, sizeof reference, "INV-%ld", number);
        worksheet_write_string(sheet, row, 4, reference, text);
        worksheet_write_number(sheet, row, 5, pence / 100.0, money);
    }
    return workbook_close(book);
}
