// Validate answers what a cluster says to the creation of an object: {"object": …}, or {"text": …} as YAML, where duplicate keys can be seen.
package main

import (
	"encoding/json"

	"github.com/go-logr/logr"
	"k8s.io/klog/v2"
	"k8s.io/kubernetes/pkg/capabilities"
	"plimsoll/oracle/batch"
)

type question struct {
	Object json.RawMessage `json:"object"`
	Text   string          `json:"text"`
}

// answer is empty for an object that is taken as it stands.
type answer struct {
	// Why no such kind is served: {"kind": "extensions/v1beta1 Ingress", …}.
	Unserved string `json:"unserved,omitempty"`
	// The version is served only where the cluster's administrator turned it on; the rest of the answer is that of such a cluster.
	OffByDefault bool `json:"offByDefault,omitempty"`
	// Why the object cannot be read, such as text where a number is wanted.
	Decode string `json:"decode,omitempty"`
	// Fields that are unknown or stand twice: refused by kubectl as it is set (--validate=strict), dropped without.
	Strict []string `json:"strict,omitempty"`
	// Why the object is refused.
	Errors []refusal `json:"errors,omitempty"`
	// What is taken with thanks and not kept: fields behind a feature that is off, status, what only the server sets.
	Dropped []string `json:"dropped,omitempty"`
	// What the server says to kubectl beside its consent.
	Warnings []string `json:"warnings,omitempty"`
}

type refusal struct {
	Field  string `json:"field,omitempty"`
	Type   string `json:"type"`
	Detail string `json:"detail"`
}

func main() {
	klog.SetLogger(logr.Discard())
	// kube-apiserver's --allow-privileged, which is set wherever a cluster has a network plugin.
	capabilities.Setup(true, 0)
	batch.Serve(create)
}
