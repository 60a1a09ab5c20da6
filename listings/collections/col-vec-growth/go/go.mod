module col-vec-growth

go 1.27
