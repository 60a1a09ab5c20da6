module first-scope-free

go 1.27
