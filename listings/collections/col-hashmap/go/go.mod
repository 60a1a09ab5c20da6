module col-hashmap

go 1.27
