module leak-cache

go 1.27
