/*
 * Made by `npm run docs` from the exported types, and not edited by hand: what users may give to what, in the notation of
 * `notation.ts`.
 */

/** What can be called, by the name of its class: the constructor as `new`, static methods, methods. Of a function: `call`. */
export const CALLS: Readonly<Record<string, readonly string[]>> = {
  AgentService: [
    'new(scope: Construct, id: string, props: AgentServiceProps)',
  ],
  ApiUrl: [
    'static runtime(url: string | Parameter): ApiUrl',
    'static buildTime(url: string | Parameter): ApiUrl',
    'static detected(): ApiUrl',
    'addTo(frontend: Workload, internal: number | Endpoint)',
  ],
  App: [
    'new(props?: AppProps)',
    'synth()',
    'synthYaml(): string',
  ],
  CodeSandbox: [
    'new(scope: Construct, id: string, props: CodeSandboxProps)',
    'useFrom(agent: Workload)',
  ],
  Compose: [
    'new(props?: ComposeProps)',
  ],
  ComposeFragments: [
    'addFragment(fragment: object)',
  ],
  ComposeOptions: [
    'customize(callback: function)',
    'addJsonPatch(...patches: JsonPatch[])',
  ],
  ConfigFile: [
    'new(scope: Construct, id: string, props: ConfigFileProps)',
  ],
  DatabaseBackup: [
    'new(scope: Construct, id: string, props: DatabaseBackupProps)',
  ],
  Duration: [
    'static millis(amount: number): Duration',
    'static seconds(amount: number): Duration',
    'static minutes(amount: number): Duration',
    'static hours(amount: number): Duration',
    'toMilliseconds(): number',
  ],
  Elasticsearch: [
    'new(scope: Construct, id: string, props: ElasticsearchProps)',
  ],
  Endpoint: [
    'url(options?: UrlOptions): IValue',
    'publish(publish: Publish)',
  ],
  EnvFrom: [
    'static secret(name: string, options?: EnvFromOptions): EnvFrom',
    'static configMap(name: string, options?: EnvFromOptions): EnvFrom',
  ],
  FrontendNginx: [
    'new(scope: Construct, id: string, props: FrontendNginxProps)',
    'addRoute(route: Route)',
  ],
  HealthProbe: [
    'static fromHttpGet(path: string, options: NetworkProbeOptions): HealthProbe',
    'static fromTcpSocket(options: NetworkProbeOptions): HealthProbe',
    'static fromGrpc(options: GrpcProbeOptions): HealthProbe',
    'static fromCommand(command: (string | IValue)[], options?: HealthProbeOptions): HealthProbe',
    'static fromImage(options?: HealthProbeOptions): HealthProbe',
  ],
  Image: [
    'static fromReference(reference: string | IValue, options?: ImageOptions): Image',
    'static fromBuild(context: string, options?: ImageBuildOptions): Image',
  ],
  InitContainer: [
    'new(workload: Workload, id: string, props: InitContainerProps)',
  ],
  Inventory: [
    'new(props?: InventoryProps)',
  ],
  Kafka: [
    'new(scope: Construct, id: string, props: KafkaProps)',
  ],
  Kubernetes: [
    'new(props?: KubernetesProps)',
  ],
  KubernetesOptions: [
    'customize(callback: function)',
    'addJsonPatch(kind: string, ...patches: JsonPatch[])',
  ],
  MinIO: [
    'new(scope: Construct, id: string, props: MinIOProps)',
  ],
  ModelProvider: [
    'static of(options: ModelProviderOptions): ModelProvider',
    'optional(): ModelProvider',
  ],
  MySql: [
    'new(scope: Construct, id: string, props: MySqlProps)',
    'addDatabase(name: string, options?: MySqlDatabaseOptions): MySqlDatabase',
    'addBackup(options: BackupOptions): DatabaseBackup',
  ],
  MySqlDatabase: [
    'url(scheme?: string): IValue',
    'jdbcUrl(): IValue',
  ],
  Parameter: [
    'static shared(scope: Construct, name: string, props: ParameterProps): Parameter',
    'new(scope: Construct, id: string, props: ParameterProps)',
    'toString(): string',
  ],
  PodContainer: [
    'addEnv(name: string, value: string | number | boolean | IValue)',
    'addMount(path: string, mountable: IMountable)',
    'wrapCommand(program: (string | IValue)[])',
    'runAsRoot(reason: string)',
    'allowFuse(options: FuseOptions)',
  ],
  Postgres: [
    'new(scope: Construct, id: string, props: PostgresProps)',
    'url(options?: PostgresUrlOptions): IValue',
    'addBackup(options: BackupOptions): DatabaseBackup',
  ],
  Publish: [
    'static atHost(host: string, options?: PublishAtHostOptions): Publish',
    'static onLoopback(port: number, options?: PublishOptions): Publish',
    'static onHostPort(port: number, options?: PublishOptions): Publish',
  ],
  Qdrant: [
    'new(scope: Construct, id: string, props: QdrantProps)',
  ],
  Redis: [
    'new(scope: Construct, id: string, props?: RedisProps)',
    'url(options?: RedisUrlOptions): IValue',
  ],
  ReverseProxy: [
    'new(scope: Construct, id: string, props: ReverseProxyProps)',
    'addRoute(route: Route)',
  ],
  Route: [
    'static proxy(path: string, to: Endpoint, options?: ProxyRouteOptions): Route',
    'static webSocket(path: string, to: Endpoint, options?: ProxyRouteOptions): Route',
    'static staticFiles(path: string, options?: StaticRouteOptions): Route',
    'static singlePageApp(path: string): Route',
  ],
  S3FuseVolume: [
    'new(scope: Construct, id: string, props: S3FuseVolumeProps)',
    'mountIn(workload: Workload)',
  ],
  S3Mount: [
    'static inContainer(options: S3InContainerOptions): S3Mount',
    'static bySidecar(options: S3SidecarOptions): S3Mount',
    'static csiStatic(options: S3CsiStaticOptions): S3Mount',
    'static csiDynamic(options: S3CsiDynamicOptions): S3Mount',
  ],
  Scratch: [
    'static ofSize(size: ISize): Scratch',
    'static shared(name: string, size: ISize): Scratch',
  ],
  SeaweedFs: [
    'new(scope: Construct, id: string, props: SeaweedFsProps)',
  ],
  Secret: [
    'static shared(scope: Construct, name: string, props: SecretProps): Secret',
    'new(scope: Construct, id: string, props: SecretProps)',
    'toString(): string',
  ],
  SecretStore: [
    'static cluster(name: string): SecretStore',
    'static inNamespace(name: string): SecretStore',
  ],
  Sidecar: [
    'new(workload: Workload, id: string, props: SidecarProps)',
    'addEndpoint(name: string, options: EndpointOptions): Endpoint',
  ],
  Size: [
    'static kibibytes(amount: number): Size',
    'static mebibytes(amount: number): Size',
    'static gibibytes(amount: number): Size',
    'static tebibytes(amount: number): Size',
    'toKibibytes(): number',
  ],
  SourceDirectory: [
    'static at(path: string, options?: SourceDirectoryOptions): SourceDirectory',
  ],
  Stack: [
    'static isStack(construct: Construct): boolean',
    'new(scope: Construct, id: string, props?: StackProps)',
    'addOverlay(name: string, variant: Stack)',
    'toJson(): object[]',
  ],
  SurrealDb: [
    'new(scope: Construct, id: string, props: SurrealDbProps)',
    'rpcUrl(): IValue',
  ],
  SurrealSingleContainer: [
    'new(scope: Construct, id: string, props: SurrealSingleContainerProps)',
    'endpointOf(program: string): Endpoint',
  ],
  Task: [
    'new(scope: Construct, id: string, props: TaskProps)',
  ],
  TlsCertificate: [
    'static ofSecret(name: string, options?: TlsCertificateOptions): TlsCertificate',
  ],
  Volume: [
    'new(scope: Construct, id: string, props: VolumeProps)',
    'readOnly(): IMountable',
  ],
  Worker: [
    'new(scope: Construct, id: string, props: WorkerProps)',
  ],
  Workload: [
    'new(scope: Construct, id: string, props: WorkloadProps)',
    'addEndpoint(name: string, options: EndpointOptions): Endpoint',
    'addEnv(name: string, value: string | number | boolean | IValue)',
    'addMount(path: string, mountable: IMountable)',
    'addSidecar(id: string, props: SidecarProps): Sidecar',
    'addInitContainer(id: string, props: InitContainerProps): InitContainer',
    'operate(options: OperationsOptions)',
    'connectTo(endpoint: Endpoint)',
    'startAfter(other: Workload, options?: StartAfterOptions)',
    'wrapCommand(program: (string | IValue)[])',
    'runAsRoot(reason: string)',
    'allowFuse(options: FuseOptions)',
  ],
  acknowledge: [
    'call(construct: Construct, code: string, reason: string)',
  ],
  text: [
    'call(strings: string[], ...values: (string | number | boolean | IValue)[]): IValue',
  ],
};

/** Interfaces: those of values, and those of properties. */
export const TYPES: Readonly<Record<string, string>> = {
  AgentServiceProps: 'WorkloadOptions & { image: Image, port: number, publish?: Publish, modelProviders?: ModelProvider[], toolKeys?: string[], workers?: number, requestTimeout?: IDuration, logLevel?: string, telemetryEndpoint?: string | number | boolean | IValue, cacheDirectory?: string, cacheSize?: ISize, logDirectory?: string, resultDirectory?: string, resultSize?: ISize }',
  AppProps: '{ outdir?: string, targets?: Target[] }',
  AutoscalingOptions: '{ maxReplicas: number, cpuUtilization?: number }',
  BackupOptions: '{ schedule?: string, storage: ISize, keep?: number }',
  Capability: '{ name: string, reason: string }',
  CodeSandboxProps: '{ templateName: string, timeout?: IDuration, bucket?: S3FuseVolume, packages?: string[], baseImage?: string }',
  ComposeProps: '{ ownerImage?: string, podImage?: string, engine?: number, logRotation?: boolean }',
  ConfigFileProps: '{ name?: string, content: string | IValue, fileName?: string }',
  ContainerOptions: 'RuntimeOptions & ContainerWordOptions & { entrypoint?: (string | IValue)[], command?: (string | IValue)[], workingDirectory?: string, env?: {string | number | boolean | IValue}, envFrom?: EnvFrom[], resources?: Resources, user?: User, imageUser?: boolean, rootAtStart?: string, supplementalGroups?: number[], mounts?: {IMountable}, tmp?: boolean, readOnlyRoot?: boolean, sharedMemory?: ISize, capabilities?: Capability[] }',
  ContainerWordOptions: '{ containerName?: string }',
  CpuResources: '{ request?: number, limit?: number, unlimited?: boolean }',
  DatabaseBackupProps: 'BackupOptions & { image: Image, user: User, database: string, extension: string, dump: string | number | boolean | IValue, env: {string | number | boolean | IValue} }',
  ElasticsearchProps: '{ storage: ISize, password?: Secret, clusterName?: string, javaOptions?: string | number | boolean | IValue, mmap?: boolean, image?: Image, resources?: Resources, publish?: Publish, publishTransport?: Publish }',
  EndpointOptions: '{ port: number, protocol?: Protocol, publish?: Publish, requestTimeout?: IDuration, maxBodySize?: ISize }',
  EnvFromOptions: '{ file?: string | IValue, optional?: boolean }',
  FrontendNginxProps: 'WorkloadOptions & { image: Image, routes?: Route[], publish?: Publish, port?: number, root?: string, maxBodySize?: ISize, certificate?: TlsCertificate, publishHttps?: Publish }',
  FuseOptions: '{ reason: string, devicePlugin?: string }',
  GrpcProbeOptions: 'NetworkProbeOptions & { service?: string }',
  HealthProbeOptions: '{ interval?: IDuration, timeout?: IDuration, retries?: number, startPeriod?: IDuration, startInterval?: IDuration, liveness?: boolean }',
  IDuration: 'with toMilliseconds',
  IMountable: 'with _toMount',
  ISize: 'with toKibibytes',
  IValue: 'with _toExpression',
  ImageBase: 'ImageFact & { reference: string }',
  ImageBuildOptions: 'ImageOptions & { name?: string | IValue, dockerfile?: string, target?: string, args?: {string | IValue} }',
  ImageCommand: 'ImageFact & { words: string[] }',
  ImageContent: 'ImageFact & { path: string }',
  ImageDirectory: 'ImageFact & { path: string }',
  ImageFact: '{ source: string }',
  ImageFactLists: '{ from: string, read: string, base?: ImageBase, entrypoint?: ImageCommand, command?: ImageCommand, program?: ImageCommand, ends?: ImageFact, workingDirectory?: ImageDirectory, users?: ImageUser[], writes?: ImageWrite[], contents?: ImageContent[], ports?: ImagePort[], routes?: ImageRoute[], variables?: ImageVariable[], healthcheck?: ImageHealthcheck, tools?: ImageTools[], home?: ImageFact, executableTmp?: ImageFact }',
  ImageFacts: 'ImageFactLists & { memory?: ImageMemory }',
  ImageHealthcheck: 'ImageFact & { command: string[], interval?: number, timeout?: number, startPeriod?: number, retries?: number }',
  ImageMemory: 'ImageFact & { size: ISize }',
  ImageOptions: '{ facts?: ImageFacts }',
  ImagePort: "ImageFact & { port: number, protocol?: 'tcp' | 'udp', setBy?: string, address?: 'all' | 'loopback' | 'host-name' }",
  ImageRoute: 'ImageFact & { path: string, method?: string, port?: number, status?: number, webSocket?: boolean }',
  ImageTools: 'ImageFact & { names: string[] }',
  ImageUser: "ImageFact & { uid: number | 'any', gid?: number, name?: string, own?: boolean, reason?: string, becomes?: number }",
  ImageVariable: 'ImageFact & { name: string, alternatives?: string[], optional?: boolean, pattern?: string }',
  ImageWrite: 'ImageFact & { path: string, file?: boolean, setBy?: string, persistent?: boolean, optional?: boolean }',
  InitContainerProps: 'ContainerOptions & { image: Image }',
  InventoryProps: '{ addedImages?: string[] }',
  KafkaProps: '{ storage: ISize, publish?: Publish, port?: number, outsidePort?: number, clusterId?: string | number | boolean | IValue, heap?: ISize, image?: Image, resources?: Resources }',
  KubernetesProps: "{ version?: '1.28' | '1.29' | '1.30' | '1.31' | '1.32' | '1.33' | '1.34' | '1.35' | '1.36' | '1.37', ingressClass?: string, waitImage?: string, kubectlImage?: string }",
  LogRotationOptions: '{ maxSize?: ISize, files?: number }',
  MemoryResources: '{ request?: ISize, limit?: ISize, unlimited?: boolean }',
  MetricsOptions: '{ endpoint: string, path?: string, fromNamespace?: string }',
  MinIOProps: '{ storage: ISize, buckets?: (string | number | boolean | IValue)[], rootUser?: string | number | boolean | IValue, rootPassword?: Secret, image?: Image, resources?: Resources, publish?: Publish, publishConsole?: Publish }',
  ModelProviderOptions: '{ displayName: string, keyVariable: string, keyUrl: string, baseUrlVariable?: string, baseUrl?: string }',
  MySqlDatabaseOptions: '{ user?: string, password?: Secret }',
  MySqlProps: '{ storage: ISize, rootPassword?: Secret, initScripts?: {string | IValue}, image?: Image, resources?: Resources, publish?: Publish }',
  NetworkProbeOptions: 'HealthProbeOptions & { client: ProbeClient, endpoint?: string }',
  OperationsOptions: 'RuntimeOptions & { restart?: RestartOptions, rollingUpdate?: RollingUpdateOptions, metrics?: MetricsOptions, autoscaling?: AutoscalingOptions }',
  ParameterProps: '{ default?: string, description: string }',
  PostgresProps: '{ database: string, user?: string, storage: ISize, password?: Secret, image?: Image, runAs?: User, initScripts?: {string | IValue}, resources?: Resources, publish?: Publish }',
  PostgresUrlOptions: '{ scheme?: string }',
  ProgramHttp: '{ port: number, healthPath: string, requestTimeout?: IDuration, publish?: Publish }',
  ProxyRouteOptions: '{ timeout?: IDuration, stripPrefix?: boolean }',
  PublicHostOptions: 'PublishOptions & { tls?: boolean, tlsSecret?: string, clusterIssuer?: string, ingressClass?: string, maxBodySize?: ISize, localPort?: number }',
  PublishAtHostOptions: 'PublicHostOptions & { path?: string, requestTimeout?: IDuration }',
  PublishOptions: '{ variable?: string }',
  QdrantProps: '{ storage: ISize, image?: Image, resources?: Resources, publishHttp?: Publish, publishGrpc?: Publish }',
  RedisProps: '{ persistent?: boolean, storage?: ISize, password?: Secret, image?: Image, runAs?: User, resources?: Resources, publish?: Publish }',
  RedisUrlOptions: '{ database?: number }',
  Resources: '{ cpu?: CpuResources, memory?: MemoryResources }',
  RestartOptions: '{ attempts: number, delay?: IDuration }',
  ReverseProxyProps: 'PublicHostOptions & { host: string, routes: Route[], certificate?: TlsCertificate, image?: Image, resources?: Resources }',
  RollingUpdateOptions: '{ maxSurge?: number, maxUnavailable?: number, settleTime?: IDuration }',
  RunningContainerOptions: 'ContainerOptions & { health?: HealthProbe, stopGracePeriod?: IDuration, stopSignal?: string }',
  RuntimeOptions: '{ openFiles?: number, init?: boolean, logRotation?: LogRotationOptions }',
  S3BucketOptions: '{ bucket: string | Parameter, region?: string | Parameter, endpoint?: string | IValue, prefix?: string, owner?: User, umask?: number, statCacheTtl?: IDuration }',
  S3CsiDynamicOptions: '{ storageClass: string, size?: ISize }',
  S3CsiStaticOptions: 'S3BucketOptions & { bucket: string, region?: string, endpoint?: string }',
  S3FuseOptions: 'S3BucketOptions & { typeCacheTtl?: IDuration, mountTimeout?: IDuration, bufferSize?: ISize }',
  S3FuseVolumeProps: '{ mountPath: string, mount: S3Mount, readOnly?: boolean, underneath?: IMountable }',
  S3InContainerOptions: 'S3FuseOptions & { allowOther?: boolean, onFailure?: S3MountFailure, unmountOnStop?: boolean, devicePlugin?: string }',
  S3SidecarOptions: 'S3FuseOptions & { image: Image, resources?: Resources, hostDirectoryVariable?: string }',
  SeaweedFsProps: '{ storage: ISize, buckets?: (string | number | boolean | IValue)[], accessKey?: Secret, secretKey?: Secret, image?: Image, resources?: Resources, publish?: Publish }',
  SecretProps: '{ description: string, hint?: string, optional?: boolean }',
  SidecarProps: 'RunningContainerOptions & { image: Image }',
  SourceDirectoryOptions: '{ keep?: string[], readOnly?: boolean }',
  StackProps: '{ namespace?: string, sourceVariable?: string, secretStore?: SecretStore, targets?: Target[] }',
  StartAfterOptions: '{ kubernetes?: StartOrderOnKubernetes }',
  StaticRouteOptions: '{ maxAge?: IDuration }',
  SupervisorProgram: '{ name: string, command: (string | IValue)[], directory?: string, environment?: {string | number | boolean | IValue}, priority?: number, startSeconds?: number, startRetries?: number, restart?: ProgramRestart, stopWait?: IDuration, http?: ProgramHttp }',
  SurrealDbProps: '{ storage: ISize, username?: string, password?: Secret, logLevel?: string, graphql?: boolean, image?: Image, resources?: Resources, publish?: Publish }',
  SurrealSingleContainerProps: '{ image: Image, programs: SupervisorProgram[], storage: ISize, username?: string, password?: Secret, logLevel?: string, env?: {string | number | boolean | IValue}, mounts?: {IMountable}, resources?: Resources, user?: User, stopGracePeriod?: IDuration }',
  Target: 'with lower, files',
  TaskProps: 'WorkloadOptions & { image: Image, retries?: number, schedule?: string }',
  TlsCertificateOptions: '{ variable?: string }',
  UrlOptions: '{ scheme?: string, path?: string | number | boolean | IValue, user?: string | number | boolean | IValue, password?: string | number | boolean | IValue }',
  User: '{ uid: number, gid: number, rootReason?: string }',
  VolumeProps: '{ name?: string, size: ISize, storageClass?: string, shared?: boolean, ownedByImage?: boolean }',
  WorkerProps: 'WorkloadOptions & { image: Image }',
  WorkloadOptions: 'RunningContainerOptions & OperationsOptions & WorkloadWordOptions & { name?: string, replicas?: number, egress?: boolean }',
  WorkloadProps: 'WorkloadOptions & { image: Image, kind?: WorkloadKind, retries?: number, schedule?: string }',
  WorkloadWordOptions: '{ hostname?: string, hostIpc?: string, hostPid?: string, shareableIpc?: boolean }',
};

/** The values of enums, by the name of their members. */
export const ENUMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ProbeClient: { CURL: 'curl', WGET: 'wget', BASH: 'bash', NC: 'nc', PYTHON: 'python', NODE: 'node', GRPC_HEALTH_PROBE: 'grpc_health_probe' },
  ProgramRestart: { ALWAYS: 'true', ON_FAILURE: 'unexpected', NEVER: 'false' },
  Protocol: { TCP: 'tcp', UDP: 'udp' },
  S3MountFailure: { FAIL: 'fail', CONTINUE: 'continue' },
  StartOrderOnKubernetes: { RETRY: 'retry', WAIT: 'wait' },
  WorkloadKind: { SERVICE: 'service', STATEFUL: 'stateful', TASK: 'task' },
};
