// Kustomize answers what `kustomize build` makes of a folder.
package main

import (
	"encoding/json"
	"log"
	"os"

	"plimsoll/oracle/batch"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

type question struct {
	// A folder of the disk, or the path of one among the files.
	Folder string `json:"folder"`
	// Files by path, instead of the disk: nothing is written.
	Files map[string]string `json:"files"`
	// --load-restrictor LoadRestrictionsNone: files outside the folder may be named.
	Unrestricted bool `json:"unrestricted"`
}

type answer struct {
	Objects []json.RawMessage `json:"objects"`
	// What goes to standard output.
	Text  string   `json:"text"`
	Error string   `json:"error,omitempty"`
	Log   []string `json:"log,omitempty"`
}

func main() {
	// Nothing is fetched: without a path there is no git, and the proxy answers nobody.
	os.Setenv("PATH", "")
	os.Setenv("HTTPS_PROXY", "http://127.0.0.1:9")
	os.Setenv("HTTP_PROXY", "http://127.0.0.1:9")
	batch.Serve(func(asked question) answer {
		var written lines
		log.SetOutput(&written)
		log.SetFlags(0)
		result, err := build(asked)
		if err != nil {
			result = answer{Error: err.Error()}
		}
		if result.Objects == nil {
			result.Objects = []json.RawMessage{}
		}
		result.Log = written
		return result
	})
}

func build(asked question) (answer, error) {
	disk := filesys.MakeFsOnDisk()
	if asked.Files != nil {
		disk = filesys.MakeFsInMemory()
		for path, text := range asked.Files {
			if err := disk.WriteFile(path, []byte(text)); err != nil {
				return answer{}, err
			}
		}
	}
	options := krusty.MakeDefaultOptions()
	if asked.Unrestricted {
		options.LoadRestrictions = types.LoadRestrictionsNone
	}
	built, err := krusty.MakeKustomizer(options).Run(disk, asked.Folder)
	if err != nil {
		return answer{}, err
	}
	text, err := built.AsYaml()
	if err != nil {
		return answer{}, err
	}
	result := answer{Text: string(text)}
	for _, object := range built.Resources() {
		raw, err := object.MarshalJSON()
		if err != nil {
			return answer{}, err
		}
		result.Objects = append(result.Objects, raw)
	}
	return result, nil
}

// lines takes what kustomize logs, a line each.
type lines []string

func (l *lines) Write(text []byte) (int, error) {
	*l = append(*l, string(text))
	return len(text), nil
}
