module leak-task

go 1.27
