/** A program that is known for a port. */
export interface Listener {
  readonly name: string;
  /** Words by which manifests call it or its port, between blanks. */
  readonly words: string;
  /** The number is one of the system's: it speaks for itself, unless the port's name speaks of something else. */
  readonly certain?: true;
}

/**
 * Whether a text speaks of the program: one of its words stands there, or within a word if it is long enough not to be a part of any other.
 */
export function speaksOf({ words }: Listener, text: string): boolean {
  const lower = text.toLowerCase();
  const parts = lower.split(/[^a-z0-9]+/);
  return words.split(" ").some((word) => (word.length > 3 ? lower.includes(word) : parts.includes(word)));
}

/** Ports behind which an attacker finds a shell, a database or the cluster itself (IANA registry and the projects' defaults). */
export const SENSITIVE_PORTS: Readonly<Record<number, Listener>> = {
  22: { name: "SSH", words: "ssh", certain: true },
  23: { name: "Telnet", words: "telnet", certain: true },
  445: { name: "SMB", words: "smb samba cifs", certain: true },
  1433: { name: "Microsoft SQL Server", words: "mssql sqlserver sql" },
  1521: { name: "Oracle Database", words: "oracle" },
  2049: { name: "NFS", words: "nfs" },
  2375: { name: "Docker without TLS", words: "docker", certain: true },
  2376: { name: "Docker", words: "docker" },
  2379: { name: "etcd", words: "etcd client" },
  2380: { name: "etcd", words: "etcd peer" },
  3306: { name: "MySQL", words: "mysql mariadb percona sql db database" },
  3389: { name: "Remote Desktop", words: "rdp remote", certain: true },
  5432: { name: "PostgreSQL", words: "postgres postgresql pg sql db database tcp" },
  5601: { name: "Kibana", words: "kibana" },
  5900: { name: "VNC", words: "vnc rfb" },
  5984: { name: "CouchDB", words: "couchdb couch" },
  6379: { name: "Redis", words: "redis valkey cache sentinel" },
  6443: { name: "the Kubernetes API", words: "kubernetes apiserver kube api" },
  7000: { name: "Cassandra", words: "cassandra scylla intra" },
  7199: { name: "Cassandra JMX", words: "cassandra scylla jmx" },
  8001: { name: "kubectl proxy", words: "kubectl proxy dashboard" },
  8086: { name: "InfluxDB", words: "influx influxdb" },
  8265: { name: "the Ray dashboard", words: "ray" },
  8500: { name: "Consul", words: "consul" },
  9042: { name: "Cassandra", words: "cassandra scylla cql" },
  9090: { name: "Prometheus", words: "prometheus prom" },
  9092: { name: "Kafka", words: "kafka broker" },
  9200: { name: "Elasticsearch", words: "elastic elasticsearch es opensearch" },
  9300: { name: "Elasticsearch", words: "elastic elasticsearch es opensearch transport" },
  10250: { name: "the kubelet", words: "kubelet" },
  10255: { name: "the kubelet, read only", words: "kubelet" },
  10256: { name: "kube-proxy", words: "kube proxy" },
  10257: { name: "kube-controller-manager", words: "kube controller" },
  10259: { name: "kube-scheduler", words: "kube scheduler" },
  11211: { name: "memcached", words: "memcached memcache cache" },
  11434: { name: "Ollama", words: "ollama llm" },
  27017: { name: "MongoDB", words: "mongo mongodb db database" },
};
