"""Taking the place where a picture was made out of its file, one format a module, for `allydesk.journal.pictures`."""
