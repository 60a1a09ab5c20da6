module prod-numbers

go 1.27
