// The five functions that allocate, each as in the Rust listing.
package main

type visit struct {
	earlier *visit
	note    [56]byte
}

var latest *visit

// ANCHOR: label

//go:noinline
func label(line []byte) []byte {
	text := make([]byte, 0, 24)
	if line[0] == 0 {
		return append(text, "empty"...)
	}
	return append(text, "text"...)
}

// ANCHOR_END: label

//go:noinline
func body() []byte {
	return make([]byte, 8192)
}

//go:noinline
func report() []byte {
	return make([]byte, 100_000)
}

//go:noinline
func catalogue() [][]byte {
	pages := make([][]byte, 60)
	for i := range pages {
		pages[i] = make([]byte, 800)
	}
	return pages
}

//go:noinline
func remember(id byte) {
	latest = &visit{earlier: latest, note: [56]byte{id}}
}
