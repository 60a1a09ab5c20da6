module esc-dyn-vs-generic

go 1.27
