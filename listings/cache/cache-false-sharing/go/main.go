// Two counters at three distances, and a shard that is padded to full pairs of lines.
package main

import (
	"fmt"
	"sync/atomic"
	"unsafe"
)

// ANCHOR: counters
// CacheLinePad is what golang.org/x/sys/cpu declares, with the size of a line on amd64.
type CacheLinePad struct{ _ [64]byte }

type plain struct{ a, b atomic.Uint64 }

// Padding between the two: what stands before and after them is not kept away.
type line struct {
	a atomic.Uint64
	_ CacheLinePad
	b atomic.Uint64
}

// Full pairs of lines, so that elements of an array are a pair apart from one another.
type pair struct {
	a atomic.Uint64
	_ [120]byte
	b atomic.Uint64
	_ [120]byte
}

// As sync.Pool does it: the room that is missing to a multiple of 128.
type counts struct{ hits, misses, errors atomic.Uint64 }
type shard struct {
	counts
	_ [128 - unsafe.Sizeof(counts{})%128]byte
}

// ANCHOR_END: counters

func main() {
	fmt.Printf("plain: %3d B, b at %3d\n", unsafe.Sizeof(plain{}), unsafe.Offsetof(plain{}.b))
	fmt.Printf("line:  %3d B, b at %3d\n", unsafe.Sizeof(line{}), unsafe.Offsetof(line{}.b))
	fmt.Printf("pair:  %3d B, b at %3d\n", unsafe.Sizeof(pair{}), unsafe.Offsetof(pair{}.b))
	fmt.Printf("shard: %3d B\n", unsafe.Sizeof(shard{}))
	fmt.Printf("alignment of each: %d %d %d %d\n",
		unsafe.Alignof(plain{}), unsafe.Alignof(line{}), unsafe.Alignof(pair{}), unsafe.Alignof(shard{}))
}
