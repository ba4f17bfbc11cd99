import { expect, it } from "vitest";
import { classifyHostPath } from "../../server/kube/host-path.ts";

it.each([
  [
    "secret",
    "/ /var /var/lib /run /var/run /home /home/ops /home/ops/.ssh /root /root/.kube /etc/kubernetes/pki /var/lib/kubelet/pods",
  ],
  [
    "secret",
    "/dev /dev/sda1 /dev/mem /dev/mapper /dev/disk/by-id/ata-1 /var/lib/docker /var/lib/rancher/k3s/server/tls /etc /etc/ssh",
  ],
  [
    "system",
    "/etc/cron.d /etc/systemd/system /etc/cni/net.d /etc/passwd /etc/sysctl.d /usr/bin /usr/local/bin /usr/libexec/kubernetes",
  ],
  ["system", "/usr /lib/modules /boot /sys /proc/sys/kernel /var/log /var/log/pods /var/log/containers/x.log"],
  [
    "shared",
    "/etc/localtime /etc/ceph /etc/machine-id /usr/share/zoneinfo /usr/local/nvidia /run/xtables.lock /var/run/dbus /etc/systemd-mine",
  ],
  ["device", "/dev/fuse /dev/ttyUSB0 /dev/dri /dev/disk /dev/disk/by-id /dev/block"],
  ["plugin", "/var/lib/kubelet/plugins /var/lib/kubelet/device-plugins"],
  [undefined, "/srv /mnt/disk1 /opt/data /home/ops/media /var/log/ceph /etc/kubernetes/my-agent /run/my-agent /var/lib/rook"],
])("the class %s", (expected, paths) => {
  for (const path of paths.split(" ")) expect(classifyHostPath(path), path).toBe(expected);
});
