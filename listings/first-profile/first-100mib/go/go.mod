module first-100mib

go 1.27
