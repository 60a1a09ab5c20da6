module leak-cycle

go 1.27
