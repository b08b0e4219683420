"""What a power cut could have left: reads a log written by wlog.so and builds the files as the disk might hold them after
a cut at any record.

A write is certain only once its file has been synced. At a cut each write after the last sync is kept whole, lost, or torn
into sectors of which about half land and some land as garbage. Writes of one file may land in any combination, as a disk
with a cache may put them down in any order. A file deleted since the last sync may be there again.

Limits: creating a file counts as durable at once; a disk that lies about syncing is outside the fault model.
"""

import json
import random
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterator

HEAD = struct.Struct("<cHIqQ")

KEPT, LOST = 0.4, 0.3  # the rest is torn
SECTOR_LANDS, SECTOR_GARBAGE = 0.5, 0.1
UNLINK_LOST = 0.3


@dataclass(slots=True)
class Record:
    op: str  # W write, S sync, T truncate, U unlink, A acknowledgement
    name: str
    process: int
    offset: int
    data: bytes


def read_log(path: Path) -> list[Record]:
    raw = Path(path).read_bytes()
    records, at = [], 0
    while at < len(raw):
        op, name_length, process, offset, length = HEAD.unpack_from(raw, at)
        at += HEAD.size
        name = raw[at : at + name_length].decode()
        at += name_length
        data = b""
        if op in b"WA":
            data = raw[at : at + length]
            at += length
        records.append(Record(op.decode(), name, process, offset, data))
    assert at == len(raw), "the log ends inside a record"
    return records


def acknowledged(record: Record) -> list[str]:
    """The ids a write to standard output acknowledges: each line a JSON object with an entry number and an id."""
    if record.op != "A":
        return []
    ids = []
    text = record.data.decode(errors="replace")
    try:  # one object, perhaps over several lines
        answers = [json.loads(text)]
    except ValueError:
        answers = []
        for line in text.splitlines():
            try:
                answers.append(json.loads(line))
            except ValueError:
                pass
    for answer in answers:
        if isinstance(answer, dict) and isinstance(answer.get("entry"), int) and isinstance(answer.get("id"), str):
            ids.append(answer["id"])
    return ids


def _put(image: bytearray, offset: int, data: bytes) -> None:
    if len(image) < offset:
        image.extend(bytes(offset - len(image)))
    image[offset : offset + len(data)] = data


@dataclass
class Disk:
    """The durable bytes of each file, and what has been asked for since the last sync."""

    durable: dict[str, bytearray]
    pending: dict[str, list[Record]] = field(default_factory=dict)
    deleted: dict[str, bytearray] = field(default_factory=dict)

    def apply(self, record: Record) -> None:
        name = record.name
        if record.op in "WT":
            self.durable.setdefault(name, bytearray())
            self.deleted.pop(name, None)  # the name is taken again
            self.pending.setdefault(name, []).append(record)
        elif record.op == "S":
            image = self.durable.setdefault(name, bytearray())
            for write in self.pending.pop(name, []):
                self._land(image, write)
            self.deleted.clear()  # a sync commits the file system's journal, and with it earlier deletions
        elif record.op == "U":
            if name in self.durable:
                self.deleted[name] = self.durable.pop(name)
            self.pending.pop(name, None)

    @staticmethod
    def _land(image: bytearray, record: Record) -> None:
        if record.op == "W":
            _put(image, record.offset, record.data)
        elif len(image) > record.offset:
            del image[record.offset :]
        else:
            image.extend(bytes(record.offset - len(image)))

    def cut(self, rng: random.Random) -> dict[str, bytes]:
        """The files after a power cut now."""
        files = {}
        for name, image in self.durable.items():
            pending = self.pending.get(name)
            if not pending:
                files[name] = image  # not copied: the caller only reads it
                continue
            image = bytearray(image)
            for record in pending:
                lot = rng.random()
                if lot < KEPT or (record.op == "T" and lot >= KEPT + LOST):
                    self._land(image, record)
                elif lot >= KEPT + LOST:
                    self._tear(image, record, rng)
            files[name] = image
        for name, image in self.deleted.items():
            if rng.random() < UNLINK_LOST:
                files[name] = image
        return files

    @staticmethod
    def _tear(image: bytearray, record: Record, rng: random.Random) -> None:
        sector = rng.choice((512, 4096))
        start, end = record.offset, record.offset + len(record.data)
        at = start
        while at < end:
            stop = min(end, (at // sector + 1) * sector)  # sectors lie at multiples of their size in the file
            if rng.random() < SECTOR_LANDS:
                piece = record.data[at - start : stop - start]
                if rng.random() < SECTOR_GARBAGE:
                    piece = rng.randbytes(len(piece))
                _put(image, at, piece)
            at = stop


def choose_cuts(records: list[Record], count: int, rng: random.Random) -> list[int]:
    """Half of the cuts fall anywhere, half right after an acknowledgement, which is when most can be lost."""
    after = [i + 1 for i, record in enumerate(records) if acknowledged(record)]
    cuts = [rng.randint(1, len(records)) for _ in range(count - count // 2)]
    cuts += [rng.choice(after) for _ in range(count // 2)] if after else []
    return sorted(cuts)


def replay(
    start: dict[str, bytes], records: list[Record], cuts: list[int], rng: random.Random
) -> Iterator[tuple[int, dict[str, bytes], list[str]]]:
    """For each cut, in ascending order so that the durable image is built only once: the cut, the files, and the ids
    acknowledged before it."""
    disk = Disk({name: bytearray(data) for name, data in start.items()})
    acks: list[str] = []
    done = 0
    for cut in cuts:
        while done < cut:
            acks += acknowledged(records[done])
            disk.apply(records[done])
            done += 1
        yield cut, disk.cut(rng), list(acks)


def put_files(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).write_bytes(data)
