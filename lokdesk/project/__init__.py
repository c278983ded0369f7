"""The project file: its container, versions, reading, and saving that never loses what was there.

The file
    project, answers: a draft in its file, and the answers alone
    container, version, unknown, naming: parts in an archive, their names, and what newer versions wrote
    changes, ancestors: what makes one draft of another, and what the project was before in such changes
    migrations/: what older versions wrote, made anew
The disk
    calls, disk: what is asked of the file system call by call, and whole files read and written with it
    leftover: temporary files, and taking away those of saves that were cut off
    refuge, state: copies while a file is written over where it stands, in the user's own folder
    backups: copies of project files as they have been, to look at and to restore
    lock, process: who has a project file open, and whether the process that said so is still there
    claim: a file kept to oneself while it is being saved
    in_use, problem: which word processor has one open, and what is told when something goes wrong
"""
