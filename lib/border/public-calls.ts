/*
 * Made by `npm run docs` from the exported types, and not edited by hand: what users may give to what, in the notation of
 * `notation.ts`.
 */

/** What can be called, by the name of its class: the constructor as `new`, static methods, methods. Of a function: `call`. */
export const CALLS: Readonly<Record<string, readonly string[]>> = {
  AgentService: ['new(scope: Construct, id: string, props: AgentServiceProps)'],
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
    'addPolicy(name: string, policy: function)',
  ],
  ClickHouse: [
    'static external(scope: Construct, id: string, props: ExternalClickHouseProps): ExternalClickHouse',
    'new(scope: Construct, id: string, props: ClickHouseProps)',
    'url(options?: ClickHouseUrlOptions): IValue',
    'nativeUrl(options?: ClickHouseUrlOptions): IValue',
  ],
  CodeSandbox: [
    'new(scope: Construct, id: string, props: CodeSandboxProps)',
    'useFrom(agent: Workload)',
  ],
  Compose: ['new(props?: ComposeProps)'],
  ComposeFragments: ['addFragment(fragment: object)'],
  ComposeOptions: [
    'customize(callback: function)',
    'addJsonPatch(...patches: JsonPatch[])',
  ],
  ConfigDirectory: [
    'new(scope: Construct, id: string, props: ConfigDirectoryProps)',
    'at(directory: string): {ConfigFile}',
  ],
  ConfigFile: [
    'static fromFile(scope: Construct, id: string, props: ConfigFileFromFileProps): ConfigFile',
    'new(scope: Construct, id: string, props: ConfigFileProps)',
  ],
  DatabaseBackup: ['new(scope: Construct, id: string, props: DatabaseBackupProps)'],
  Duration: [
    'static millis(amount: number): Duration',
    'static seconds(amount: number): Duration',
    'static minutes(amount: number): Duration',
    'static hours(amount: number): Duration',
    'toMilliseconds(): number',
  ],
  Elasticsearch: [
    'static external(scope: Construct, id: string, props: ExternalElasticsearchProps): ExternalElasticsearch',
    'new(scope: Construct, id: string, props: ElasticsearchProps)',
  ],
  Endpoint: [
    'url(options?: UrlOptions): IValue',
    'ofReplica(replica: number): EndpointOfReplica',
    'publish(publish: Publish)',
  ],
  EndpointOfReplica: ['url(options?: UrlOptions): IValue'],
  EnvFile: ['new(scope: Construct, id: string, props: EnvFileProps)'],
  EnvFrom: [
    'static secret(name: string, options?: EnvFromOptions): EnvFrom',
    'static configMap(name: string, options?: EnvFromOptions): EnvFrom',
  ],
  ExistingVolume: [
    'new(scope: Construct, id: string, props?: ExistingVolumeProps)',
    'readOnly(): IMountable',
  ],
  ExternalClickHouse: [
    'new(scope: Construct, id: string, props: ExternalClickHouseProps)',
    'url(options?: ClickHouseUrlOptions): IValue',
    'nativeUrl(options?: ClickHouseUrlOptions): IValue',
  ],
  ExternalElasticsearch: ['new(scope: Construct, id: string, props: ExternalElasticsearchProps)'],
  ExternalKafka: ['new(scope: Construct, id: string, props: ExternalKafkaProps)'],
  ExternalMeilisearch: [
    'new(scope: Construct, id: string, props: ExternalMeilisearchProps)',
    'url(): IValue',
  ],
  ExternalMongoDb: [
    'new(scope: Construct, id: string, props: ExternalMongoDbProps)',
    'addDatabase(name: string, options?: MongoDbDatabaseOptions): MongoDbDatabase',
  ],
  ExternalMySql: [
    'new(scope: Construct, id: string, props: ExternalMySqlProps)',
    'addDatabase(name: string, options?: MySqlDatabaseOptions): MySqlDatabase',
  ],
  ExternalNeo4j: [
    'new(scope: Construct, id: string, props: ExternalNeo4jProps)',
    'url(options?: Neo4jUrlOptions): IValue',
  ],
  ExternalObjectStore: ['new(scope: Construct, id: string, props: ExternalObjectStoreProps)'],
  ExternalPostgres: [
    'new(scope: Construct, id: string, props: ExternalPostgresProps)',
    'url(options?: PostgresUrlOptions): IValue',
    'addDatabase(name: string, options?: ExternalDatabaseOptions): ExternalPostgresDatabase',
  ],
  ExternalPostgresDatabase: ['url(options?: PostgresUrlOptions): IValue'],
  ExternalQdrant: ['new(scope: Construct, id: string, props: ExternalQdrantProps)'],
  ExternalRabbitMq: [
    'new(scope: Construct, id: string, props: ExternalRabbitMqProps)',
    'url(): IValue',
  ],
  ExternalRedis: [
    'new(scope: Construct, id: string, props: ExternalRedisProps)',
    'url(options?: RedisUrlOptions): IValue',
  ],
  ExternalServer: [
    'new(scope: Construct, id: string, options: ExternalHostOptions)',
    'addEndpoint(name: string, options: ExternalEndpointOptions): Endpoint',
  ],
  ExternalStore: [],
  ExternalSurrealDb: [
    'new(scope: Construct, id: string, props: ExternalSurrealDbProps)',
    'rpcUrl(): IValue',
  ],
  ExternalWeaviate: [
    'new(scope: Construct, id: string, props: ExternalWeaviateProps)',
    'url(): IValue',
  ],
  FrontendNginx: [
    'new(scope: Construct, id: string, props: FrontendNginxProps)',
    'addRoute(route: Route)',
  ],
  GatewayModel: [
    'static from(server: IModelServer | ServedModel): GatewayModel',
    'static hosted(model: string, options?: HostedModelOptions): GatewayModel',
  ],
  HealthProbe: [
    'static fromHttpGet(path: string, options: HttpProbeOptions): HealthProbe',
    'static fromTcpSocket(options: NetworkProbeOptions): HealthProbe',
    'static fromGrpc(options: GrpcProbeOptions): HealthProbe',
    'static fromCommand(command: (string | IValue)[], options?: HealthProbeOptions): HealthProbe',
    'static fromImage(options?: HealthProbeOptions): HealthProbe',
    'static none(): HealthProbe',
  ],
  HostPath: [
    'static directory(path: string | IValue, options: HostPathOptions): HostPath',
    'static file(path: string | IValue, options: HostPathOptions): HostPath',
    'static socket(path: string | IValue, options: HostPathOptions): HostPath',
  ],
  Image: [
    'static fromReference(reference: string | IValue, options?: ImageOptions): Image',
    'static fromBuild(context: string, options?: ImageBuildOptions): Image',
  ],
  ImageMount: ['static fromReference(reference: string, options?: ImageMountOptions): ImageMount'],
  InitContainer: ['new(workload: Workload, id: string, props: InitContainerProps)'],
  Inventory: ['new(props?: InventoryProps)'],
  Kafka: [
    'static external(scope: Construct, id: string, props: ExternalKafkaProps): ExternalKafka',
    'new(scope: Construct, id: string, props: KafkaProps)',
  ],
  Kubernetes: ['new(props?: KubernetesProps)'],
  KubernetesOptions: [
    'asPlus(): unknown',
    'customize(callback: function)',
    'addJsonPatch(kind: string, ...patches: JsonPatch[])',
    'configure(settings: KubernetesWorkloadSettings)',
  ],
  LiteLlm: ['new(scope: Construct, id: string, props: LiteLlmProps)'],
  Meilisearch: [
    'static external(scope: Construct, id: string, props: ExternalMeilisearchProps): ExternalMeilisearch',
    'new(scope: Construct, id: string, props: MeilisearchProps)',
    'url(): IValue',
  ],
  MinIO: [
    'static external(scope: Construct, id: string, props: ExternalObjectStoreProps): ExternalObjectStore',
    'new(scope: Construct, id: string, props: MinIOProps)',
  ],
  ModelProvider: [
    'static of(options: ModelProviderOptions): ModelProvider',
    'static from(server: IModelServer | ServedModel, variables?: ModelServerVariables): ModelProvider',
    'optional(): ModelProvider',
  ],
  ModelServer: [],
  MongoDb: [
    'static external(scope: Construct, id: string, props: ExternalMongoDbProps): ExternalMongoDb',
    'new(scope: Construct, id: string, props: MongoDbProps)',
    'url(options?: MongoDbUrlOptions): IValue',
    'addDatabase(name: string, options?: MongoDbDatabaseOptions): MongoDbDatabase',
    'addBackup(options: BackupOptions): DatabaseBackup',
  ],
  MongoDbDatabase: ['url(): IValue'],
  MySql: [
    'static external(scope: Construct, id: string, props: ExternalMySqlProps): ExternalMySql',
    'new(scope: Construct, id: string, props: MySqlProps)',
    'addDatabase(name: string, options?: MySqlDatabaseOptions): MySqlDatabase',
    'addBackup(options: BackupOptions): DatabaseBackup',
  ],
  MySqlDatabase: [
    'url(scheme?: string): IValue',
    'jdbcUrl(): IValue',
  ],
  Neo4j: [
    'static external(scope: Construct, id: string, props: ExternalNeo4jProps): ExternalNeo4j',
    'new(scope: Construct, id: string, props: Neo4jProps)',
    'url(options?: Neo4jUrlOptions): IValue',
  ],
  Ollama: ['new(scope: Construct, id: string, props: OllamaProps)'],
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
    'static external(scope: Construct, id: string, props: ExternalPostgresProps): ExternalPostgres',
    'new(scope: Construct, id: string, props: PostgresProps)',
    'url(options?: PostgresUrlOptions): IValue',
    'addDatabase(name: string, options?: PostgresDatabaseOptions): PostgresDatabase',
    'addBackup(options: BackupOptions): DatabaseBackup',
  ],
  PostgresDatabase: [
    'url(options?: PostgresUrlOptions): IValue',
    'addBackup(options: BackupOptions): DatabaseBackup',
  ],
  Publish: [
    'static atHost(host: string, options?: PublishAtHostOptions): Publish',
    'static atAnyHost(options?: PublishAtHostOptions): Publish',
    'static onLoopback(port: number, options?: PublishOptions): Publish',
    'static onHostPort(port: number, options?: PublishPortOptions): Publish',
    'static onAddress(address: string | IValue, port: number, options?: PublishPortOptions): Publish',
    'static onFreePort(): Publish',
  ],
  Qdrant: [
    'static external(scope: Construct, id: string, props: ExternalQdrantProps): ExternalQdrant',
    'new(scope: Construct, id: string, props: QdrantProps)',
  ],
  RabbitMq: [
    'static external(scope: Construct, id: string, props: ExternalRabbitMqProps): ExternalRabbitMq',
    'new(scope: Construct, id: string, props: RabbitMqProps)',
    'url(): IValue',
  ],
  Redis: [
    'static external(scope: Construct, id: string, props: ExternalRedisProps): ExternalRedis',
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
    'static ofAnySize(): Scratch',
    'static shared(name: string, size: ISize): Scratch',
  ],
  SeaweedFs: [
    'static external(scope: Construct, id: string, props: ExternalObjectStoreProps): ExternalObjectStore',
    'new(scope: Construct, id: string, props: SeaweedFsProps)',
  ],
  Secret: [
    'static shared(scope: Construct, name: string, props: SecretProps): Secret',
    'new(scope: Construct, id: string, props: SecretProps)',
    'asFile(options?: SecretFileOptions): IMountable',
    'toString(): string',
  ],
  SecretStore: [
    'static cluster(name: string): SecretStore',
    'static inNamespace(name: string): SecretStore',
  ],
  SharedNetwork: [
    'static existing(name: string | IValue, options?: SharedNetworkOptions): SharedNetwork',
    'static named(name: string | IValue, options?: SharedNetworkOptions): SharedNetwork',
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
  SourceDirectory: ['static at(path: string, options?: SourceDirectoryOptions): SourceDirectory'],
  Stack: [
    'static isStack(construct: Construct): boolean',
    'new(scope: Construct, id: string, props?: StackProps)',
    'addOverlay(name: string, variant: Stack)',
    'addChoice(name: string, options: ChoiceOptions)',
    'toJson(): object[]',
    'addPolicy(name: string, policy: function)',
  ],
  SurrealDb: [
    'static external(scope: Construct, id: string, props: ExternalSurrealDbProps): ExternalSurrealDb',
    'new(scope: Construct, id: string, props: SurrealDbProps)',
    'rpcUrl(): IValue',
    'addBackup(options: SurrealBackupOptions): DatabaseBackup',
  ],
  SurrealSingleContainer: [
    'new(scope: Construct, id: string, props: SurrealSingleContainerProps)',
    'endpointOf(program: string): Endpoint',
  ],
  Task: ['new(scope: Construct, id: string, props: TaskProps)'],
  TlsCertificate: ['static ofSecret(name: string, options?: TlsCertificateOptions): TlsCertificate'],
  Vllm: ['new(scope: Construct, id: string, props: VllmProps)'],
  Volume: [
    'new(scope: Construct, id: string, props: VolumeProps)',
    'readOnly(): IMountable',
  ],
  Weaviate: [
    'static external(scope: Construct, id: string, props: ExternalWeaviateProps): ExternalWeaviate',
    'new(scope: Construct, id: string, props: WeaviateProps)',
    'url(): IValue',
  ],
  Worker: ['new(scope: Construct, id: string, props: WorkerProps)'],
  Workload: [
    'new(scope: Construct, id: string, props: WorkloadProps)',
    'addEndpoint(name: string, options: EndpointOptions): Endpoint',
    'addEnv(name: string, value: string | number | boolean | IValue)',
    'addMount(path: string, mountable: IMountable)',
    'addSidecar(id: string, props: SidecarProps): Sidecar',
    'addInitContainer(id: string, props: InitContainerProps): InitContainer',
    'operate(options: OperateOptions)',
    'connectTo(endpoint: Endpoint, options?: ConnectOptions)',
    'startAfter(other: Workload, options?: StartAfterOptions)',
    'wrapCommand(program: (string | IValue)[])',
    'runAsRoot(reason: string)',
    'allowFuse(options: FuseOptions)',
  ],
  acknowledge: ['call(construct: Construct, code: string, reason: string)'],
  optionalPeer: ['call(value: IValue): IValue'],
  text: ['call(strings: string[], ...values: (string | number | boolean | IValue)[]): IValue'],
};
