"""What a file holds that nobody sees who opens or prints it: searched for before the file is published."""
