"""What happens in each phase of the year; `model.year` says in which order."""
