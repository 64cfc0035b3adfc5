"""The prose of the page of the promises; the figures between are made from results."""

HEAD = """\
# The promises, with figures

Three promises are kept by the library with its adapters: **a registered report always ends
exactly once, in a unit's mailbox or in the helpdesk**; **after the term not one byte of a person
is left in anything that is ours**; and **what is published is published whole, by BIP and the
portal at once**. Here programs break what can be broken, and then count. Each prints its seed,
and takes how long it may run (`--seconds`) and smaller numbers of everything.

**The second promise holds for what is known to be personal.** The words of a report stay after
the term, without what redaction found in them. What it misses stays in them for good
([what it cannot see](redaction.md#what-it-cannot-see)), unless a person redacts it
[by hand](redaction.md#by-hand). The data of these tests are such as it finds.

Made by `python docs/generate.py` from `promises/results/`, which the sessions write:
`./dev nox -s chaos bytes publishing load hostile web desk`. The results are not measured again in
every run of the tests; short forms of chaos, bytes, publishing, hostile, web and desk are
(`tests/promises/`), and there, too, workers, clients and adapters that break the promise are seen
to be noticed.
"""
CHAOS = """\
## No report is lost, doubled or stuck

`./dev nox -s chaos`. Four clients register reports, and write each acknowledged number to the
disk. Three workers, the real `lckm worker`, deliver them by SMTP to a mail server (aiosmtpd) and
to a helpdesk (Request Tracker 5, the fake one of its adapter's tests, or LOG Helpdesk by mail);
both write down to the disk what they take before they say so. Meanwhile everything that takes
part is killed (`kill -9`) at instants drawn by chance and started again; connections to the
database are cut, its server is stopped as a crash would stop it; in SQLite, which has no server,
another writer is killed in the middle of a transaction. The mail server besides refuses for a
second in every eight, goes away before the text of a letter, takes letters without ever
answering, and sends some back after it took them. Besides, workers are told to stop (SIGTERM)
amid it all; these are counted apart, and each has to end well. Clients withdraw the consents of
some reports, from at once to 40 reports later. Then all are well again until nothing is due, and
the books are held against each other.

Each resident's words, contact data and consent are drawn by chance from the seed. In the end
every report has exactly its own words and personal part; its letter or ticket has its words, and
contact data where its route asks for them and nowhere else. Of those who withdrew there is no
byte in any file of the database (the same search finds all who did not), and the mailbox that
holds their data got one notice to erase, or one that is marked.

Where the mailboxes take a Message-ID once (policy: repeat), what may have arrived is sent again;
where they do not (policy: hand over), the helpdesk gets such a report with a note that the
mailbox may have it ([I14](interpretations/0014-no-report-is-lost.md)).

LOG Helpdesk takes its reports by mail, from the same mail server, and what came of them is told
by [the simulator](../adapters/log-helpdesk/README.md#the-simulator) of its intake rules. It
cannot be asked and, with `honours_keys = false`, is sent nothing twice. So the program also does
what [a person](operations.md#a-letter-to-the-helpdesk-that-came-back) has to (*by hand*): it
looks there for each report in doubt, enters what is not there and what came back, and settles it.
Each report has to be one ticket in the queue of its category.
"""
BYTES = """\
## Nothing of a person is left

`./dev nox -s bytes`. Data made up for the test stand in every personal field, in the words, in
file names, in the EXIF, XMP and comments of photos, and in words that look like headers of mail.
Reports are registered and delivered while every logger writes all it can; a worker is made to
crash with a letter in its hands where core dumps are allowed. One consent is withdrawn, then the
term passes. Looked through is every file of the office but its settings, in every encoding that
`PersonalDataCanary` knows; counted are traces, a datum in one encoding in one file each.
Encrypted, which is the default, no datum can be found at any time; then the keys of the months
are searched for as well.

**The disk itself** (`tests/promises/test_disk_image.py`): the database, its files and keys lie on
an ext4 file system in a loop-mounted file. 32 people with a file each are registered, seven
withdraw, the term passes; then the whole raw image is searched, free blocks and journal included:
0 people, and the month's key is not there either. The same without encryption finds people there.

**What no program can do.** Overwriting a key in place is as sure as the file system and the disk
under it: a flash disk may keep the old block until it wears it out or trims it; a file system
that copies on write (btrfs, ZFS), a snapshot of a volume or a machine, and a copy of the key
folder that nobody cleans keep the key, and with it what it opens. Until the term the key is
there: whoever has disk and key folder reads what withdrawn data left in free blocks; the keys of
files that were destroyed are overwritten at once. What lay in the clear before encryption stays
in free blocks until they are written over ([how](operations.md#the-keys)).
"""
WAL = """\
What of PostgreSQL's write-ahead log is ours: the server is the tests' own, with
`wal_recycle = off`, and its role may switch and checkpoint, as
[the adapter](../adapters/sql/README.md#postgresql-what-the-operator-has-to-do) asks; then the log
is clean as soon as the act returns. Archives, replicas, dumps and snapshots are the operator's.
Not looked through: mailboxes and the helpdesk, which get a notice to erase
([I15](interpretations/0015-who-receives-personal-data.md)), and the memory of running processes.
"""
NOTES = """\
¹ In a second database, filled in the same way: the search has to find there what such an update
leaves.
² Of the one who withdrew; the data of the others are there until their term.
³ PostgreSQL's default logging, and every statement besides (`log_min_duration_statement = 0`).
PostgreSQL logs the values of such statements, too, unless told otherwise: they are found in the
second database, whose server was told nothing. In the first, `log_parameter_max_length = 0`, as
[the commands](operations.md#three-machines) for operators have it; `lckm verify` tells when it is
missing.
"""
RATES = """\
## How much, how fast

`./dev nox -s load`. Rates are taken beside what one would write instead, in one run, by the clock
on the wall: waiting for the disk is most of it. The ratio is what to look at.
"""
HOSTILE = """\
## Hostile input

`./dev nox -s hostile`. Good forms, bounces and answers are changed at random and taken all the
way: a form is registered, delivered and composed as a mail, whose head has to be the office's; a
bounce lies in a maildir beside a good one, which must be read; answers come where Request
Tracker's and a mail server's should, and nothing may be called sent or filed that is not. A case
has a second of processor time; no process may hold more than 300 MB.
"""
SHORT_OF = """\
## What falls short, and why

- **The worker's clock on PostgreSQL** is the server's as the worker reckons it, which it asks
  every ten seconds. It may be behind by as long as that answer was under way: the table above
  says by how much at most, on a machine with far more to do than it can. So the moment at which a
  delivery was noted may be told a little too early; the order is judged by the server's own
  moments of commit, and no letter went out after it was noted as sent. An earlier run on this
  page compared the two clocks instead, and 19 letters of 20,000 seemed late.
- **The desk's process** holds 116 MB (124 with PostgreSQL) before the table of a million reports
  is asked for, and at most 1 more while it is sent; 100 are wanted in all. What it holds are its
  libraries and pages. Once it has begun it holds 87 MB: SQLAlchemy 15, the core 13, cryptography
  7, the desk's own modules 6, Python and its library the rest; a desk of a real city needs each
  of them. Templates, and the engine of schemas with which a procedure is checked (7 MB), come
  with the first pages. 28 MB of all are files that the processes of a machine share.
- **Registering** (0.40 of the peer wanted; 0.27 on SQLite and 0.34 on PostgreSQL reached, where
  an earlier machine gave 0.46 and 0.53). On SQLite it syncs two files instead of one, the
  report's and that of the month in which its personal part expires; on both it makes four rows,
  each with its digest, the entry of the trail chained to the one before, where the peer makes
  one: 0.7 ms of processor time. That machine's disk took twice as long to sync, so that the rest
  weighed half as much; ours registers more a second here than it did there, and the peer twice as
  many.
- **Claims settled in batches** (0.20 wanted, 0.01 reached). The peer settles a hundred by one
  commit. A sender cannot: each outcome has to be on the disk before the next letter goes, or a
  crash would send a hundred again. Beside a loop that settles one by one, as a sender does, it is
  0.15 (0.20 wanted, 0.27 on the slower disk): each settling adds to the trail, whose entries
  follow one another, so two workers wait there in turn, which a bare table has not. It is 895 a
  second; a mail server takes 40 to 950.
- **The term of a million reports on PostgreSQL** (100 ms wanted, 96 here, 164 beside the other
  benchmarks of the same hour). Dropping the tables takes 22 to 46 ms; the rest is the file system
  freeing 450 MB and the checkpoint that makes the write-ahead log let go of them. Neither may
  come after the act returns, for then bytes of a person would be left.
"""
