module col-growth-law

go 1.27
