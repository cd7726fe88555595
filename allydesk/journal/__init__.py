"""What an entry is: its values, its dates, its tags, and the language of search. Pure Python."""
