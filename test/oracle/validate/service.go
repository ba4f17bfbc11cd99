package main

import (
	"context"
	"net"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	utilnet "k8s.io/apimachinery/pkg/util/net"
	"k8s.io/apiserver/pkg/registry/generic"
	"k8s.io/apiserver/pkg/storage"
	"k8s.io/apiserver/pkg/storage/storagebackend"
	"k8s.io/apiserver/pkg/storage/storagebackend/factory"
	"k8s.io/client-go/tools/cache"
	"k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/kubernetes/pkg/registry/core/service/ipallocator"
	"k8s.io/kubernetes/pkg/registry/core/service/portallocator"
	servicestorage "k8s.io/kubernetes/pkg/registry/core/service/storage"
)

// A Service is given addresses and ports before it is validated, and its fields about families are set by that.
var beginService = serviceBegin()

func serviceBegin() func(context.Context, runtime.Object) (func(), error) {
	// The default of kube-apiserver's --service-node-port-range.
	ports, err := portallocator.NewInMemory(utilnet.PortRange{Base: 30000, Size: 2768})
	if err != nil {
		panic(err)
	}
	// The largest kind of cluster: one with both families.
	addresses := map[core.IPFamily]ipallocator.Interface{
		core.IPv4Protocol: &anyAddress{core.IPv4Protocol, "0.0.0.0/0", "10.96.0.10"},
		core.IPv6Protocol: &anyAddress{core.IPv6Protocol, "::/0", "fd00::10"},
	}
	store, _, _, err := servicestorage.NewREST(nowhere, core.IPv4Protocol, addresses, ports, nil, nil, nil)
	if err != nil {
		panic(err)
	}
	return func(ctx context.Context, object runtime.Object) (func(), error) {
		end, err := store.BeginCreate(ctx, object, &metav1.CreateOptions{})
		if err != nil {
			return nil, err
		}
		// What was allocated is given back: each object is asked about alone.
		return func() { end(ctx, false) }, nil
	}
}

// nowhere are the options of a store that keeps nothing.
var nowhere = generic.RESTOptions{
	ResourcePrefix: "services",
	StorageConfig:  &storagebackend.ConfigForResource{},
	Decorator: func(*storagebackend.ConfigForResource, string, func(runtime.Object) (string, error), func() runtime.Object, func() runtime.Object,
		storage.AttrFunc, storage.IndexerFuncs, *cache.Indexers) (storage.Interface, factory.DestroyFunc, error) {
		return nil, func() {}, nil
	},
}

// anyAddress is an allocator to which every address of its family is free: the range is the cluster's own affair.
type anyAddress struct {
	family  core.IPFamily
	network string
	next    string
}

func (a *anyAddress) Allocate(net.IP) error         { return nil }
func (a *anyAddress) AllocateNext() (net.IP, error) { return net.ParseIP(a.next), nil }
func (a *anyAddress) Release(net.IP) error          { return nil }
func (a *anyAddress) ForEach(func(net.IP))          {}
func (a *anyAddress) IPFamily() core.IPFamily       { return a.family }
func (a *anyAddress) Has(net.IP) bool               { return false }
func (a *anyAddress) Destroy()                      {}
func (a *anyAddress) EnableMetrics()                {}
func (a *anyAddress) DryRun() ipallocator.Interface { return a }
func (a *anyAddress) CIDR() net.IPNet {
	_, network, err := net.ParseCIDR(a.network)
	if err != nil {
		panic(err)
	}
	return *network
}
