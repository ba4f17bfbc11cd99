package main

import (
	"maps"
	"slices"
	"strconv"

	"sigs.k8s.io/yaml"
)

// dropped lists the fields that the author wrote, that were understood, and that the object which is kept no longer has.
func dropped(written, understood, kept []byte) []string {
	var list []string
	compare("", read(written), read(understood), read(kept), &list)
	return list
}

func read(text []byte) any {
	var value any
	if err := yaml.Unmarshal(text, &value); err != nil {
		panic(err)
	}
	return value
}

func compare(path string, written, understood, kept any, list *[]string) {
	switch written := written.(type) {
	case map[string]any:
		was, _ := understood.(map[string]any)
		is, _ := kept.(map[string]any)
		for _, key := range slices.Sorted(maps.Keys(written)) {
			child := key
			if path != "" {
				child = path + "." + key
			}
			if _, known := was[key]; !known {
				continue
			}
			if _, remains := is[key]; !remains {
				*list = append(*list, child)
				continue
			}
			compare(child, written[key], was[key], is[key], list)
		}
	case []any:
		was, _ := understood.([]any)
		is, _ := kept.([]any)
		for i := 0; i < len(written) && i < len(was); i++ {
			child := path + "[" + strconv.Itoa(i) + "]"
			if i >= len(is) {
				*list = append(*list, child)
				continue
			}
			compare(child, written[i], was[i], is[i], list)
		}
	}
}
