module leak-slice

go 1.27
