"""A folder that exports are dropped into, watched: each is read once, and every employee's list is kept up to date.

A listing of the folder decides, every interval; events of the file system only wake it earlier. An export is taken when
its files have been still for a while and are whole: a zip has its end, JSON its last bracket, a set all its parts. A
running watcher gives numbered parts two minutes more, since no name tells which is the last. What cannot be told so is
declared whole by whoever puts it there, with an empty file ``<name>.ready`` beside it, or ``.ready`` in its folder. The
safest way stays to write under another name, such as ``x.zip.part``, and to rename.

In the drop folder nothing is written but ``done/`` and ``failed/`` at its top, and only if files are to be moved. What
lies in these two is never read. Links, pipes and devices are never followed or opened.

What is written where:

- ``OUT/checklists/``: the list of everybody whom the ledger knows a task of, touched only when it changes;
- ``OUT/index.md`` and ``index.json``: all employees with their counts, what waits and what failed;
- ``OUT/runs/<time>/``: the reports of one pass that took something. A pass takes at most 25 exports, so that
  memory stays flat, and the 100 newest of these folders are kept. A later pass never writes over an earlier one: its
  report is of what came in with it. What stands today is in the lists, in the index and in the ledger.
- ``STATE/watch.json``: the heartbeat, rewritten at the end of each pass and while a long export is read.

A crash at any moment loses at most the export in work, which is read again: what an export brought, and that its files
need not be read again, is one transaction of the ledger. The report of a pass that was killed is not written; its lists
are. Reading an export is counted before it is begun, so one that ends the process each time is given up.
"""
