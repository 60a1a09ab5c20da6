module leak-capacity

go 1.27
