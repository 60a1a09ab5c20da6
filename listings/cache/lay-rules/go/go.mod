module lay-rules

go 1.27
