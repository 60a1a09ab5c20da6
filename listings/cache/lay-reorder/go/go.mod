module lay-reorder

go 1.27
