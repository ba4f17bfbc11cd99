package main

import (
	"encoding/json"

	"sigs.k8s.io/kustomize/kyaml/kio"
)

// kustomize reads a resource file as sigs.k8s.io/kustomize/api does (resource.Factory), up to the question what kind of object a document is.
func kustomize(text []byte) ([]json.RawMessage, error) {
	nodes, err := kio.FromBytes(text)
	if err != nil {
		return nil, err
	}
	var documents []json.RawMessage
	for _, node := range nodes {
		raw, err := node.MarshalJSON()
		if err != nil {
			return documents, err
		}
		documents = append(documents, raw)
	}
	return documents, nil
}
