export { App, type AppProps } from './synthesis/app';
export { Stack, type StackProps } from './synthesis/stack';
export type { ChoiceOptions } from './synthesis/choices';

export { optionalPeer } from './constructs/optional-peer';
export { StartCondition, StartOrderOnKubernetes, type ConnectOptions, type StartAfterOptions } from './constructs/start-after';
export { Workload, WorkloadKind, type OperateOptions, type WorkloadOptions, type WorkloadProps } from './constructs/workload';
export type { Capability, ContainerOptions, FuseOptions, RunningContainerOptions, User, UserChoice } from './constructs/container-options';
export { InitContainer, PodContainer, Sidecar, type InitContainerProps, type SidecarProps } from './constructs/pod-container';
export { SelinuxRelabel } from './constructs/relabel';
export type { CpuResources, MemoryResources, Resources } from './constructs/resources';
export type {
  AutoscalingOptions, LogRotationOptions, MetricsOptions, OperationsOptions, RestartOptions, RollingUpdateOptions, RuntimeOptions,
} from './constructs/operations';
export { ImagePullPolicy, type ContainerWordOptions, type Device, type Gpus, type LogDriver, type Ulimit } from './constructs/container-words';
export { RestartPolicy, type DnsConfig, type WorkloadWordOptions } from './constructs/workload-words';
export { Task, type TaskProps } from './constructs/task';
export { AgentService, type AgentServiceProps } from './constructs/agent-service';
export { FrontendNginx, type FrontendNginxProps } from './constructs/frontend-nginx';
export { ReverseProxy, type ReverseProxyProps } from './constructs/reverse-proxy';
export { Route, type ProxyRouteOptions, type StaticRouteOptions } from './constructs/route';
export { Frames, ReferrerPolicy, type SecurityHeaders } from './constructs/security-headers';
export type { BackupOptions, DatabaseBackup } from './constructs/databases/database-backup';
export { ClickHouse, type ClickHouseProps, type ClickHouseUrlOptions } from './constructs/databases/clickhouse';
export { Elasticsearch, type ElasticsearchProps } from './constructs/databases/elasticsearch';
export type { InitScripts } from './constructs/databases/init-scripts';
export { Kafka, type KafkaProps } from './constructs/databases/kafka';
export { Meilisearch, type MeilisearchProps } from './constructs/databases/meilisearch';
export { MinIO, type MinIOProps } from './constructs/databases/minio';
export { SeaweedFs, type SeaweedFsProps } from './constructs/databases/seaweedfs';
export { MongoDb, type MongoDbProps, type MongoDbUrlOptions } from './constructs/databases/mongodb';
export { MongoDbDatabase, type MongoDbDatabaseOptions } from './constructs/databases/mongodb-database';
export { MySql, type MySqlProps } from './constructs/databases/mysql';
export { MySqlDatabase, type MySqlDatabaseOptions } from './constructs/databases/mysql-database';
export type { DataVolumeOptions } from './constructs/databases/data-volume';
export { Neo4j, type Neo4jProps, type Neo4jUrlOptions } from './constructs/databases/neo4j';
export { ExternalClickHouse, type ExternalClickHouseProps, type IClickHouse } from './constructs/databases/external-clickhouse';
export { ExternalElasticsearch, type ExternalElasticsearchProps, type IElasticsearch } from './constructs/databases/external-elasticsearch';
export { ExternalKafka, type ExternalKafkaProps, type IKafka } from './constructs/databases/external-kafka';
export { ExternalMeilisearch, type ExternalMeilisearchProps, type IMeilisearch } from './constructs/databases/external-meilisearch';
export { ExternalMongoDb, type ExternalMongoDbProps, type IMongoDb } from './constructs/databases/external-mongodb';
export { ExternalMySql, type ExternalMySqlProps, type IMySql } from './constructs/databases/external-mysql';
export { ExternalNeo4j, type ExternalNeo4jProps, type INeo4j } from './constructs/databases/external-neo4j';
export { ExternalObjectStore, type ExternalObjectStoreProps, type IObjectStore } from './constructs/databases/external-object-store';
export {
  ExternalPostgres, ExternalPostgresDatabase, PostgresSslMode, type ExternalDatabaseOptions, type ExternalPostgresProps, type IPostgres, type IPostgresDatabase,
} from './constructs/databases/external-postgres';
export { ExternalQdrant, type ExternalQdrantProps, type IQdrant } from './constructs/databases/external-qdrant';
export { ExternalRabbitMq, type ExternalRabbitMqProps, type IRabbitMq } from './constructs/databases/external-rabbitmq';
export { ExternalRedis, type ExternalRedisProps, type IRedis } from './constructs/databases/external-redis';
export type { ExternalHttpOptions } from './constructs/databases/external-store';
export { ExternalSurrealDb, type ExternalSurrealDbProps, type ISurrealDb } from './constructs/databases/external-surreal-db';
export { ExternalWeaviate, type ExternalWeaviateProps, type IWeaviate } from './constructs/databases/external-weaviate';
export { ExternalServer, type ExternalEndpointOptions, type ExternalHostOptions } from './constructs/external-server';
export { Postgres, type PostgresProps, type PostgresUrlOptions } from './constructs/databases/postgres';
export { PostgresDatabase, type PostgresDatabaseOptions } from './constructs/databases/postgres-database';
export type { ServerSetting, ServerSettings } from './constructs/databases/server-settings';
export { RabbitMq, type RabbitMqProps } from './constructs/databases/rabbitmq';
export { MaxMemoryPolicy, Redis, type RedisProps, type RedisUrlOptions } from './constructs/databases/redis';
export { Qdrant, type QdrantProps } from './constructs/databases/qdrant';
export type { SurrealBackupOptions } from './constructs/databases/surreal-backup';
export { SurrealDb, type SurrealDbProps } from './constructs/databases/surreal-db';
export { Weaviate, type WeaviateProps } from './constructs/databases/weaviate';
export { SurrealSingleContainer, type SurrealSingleContainerProps } from './constructs/surreal-single-container';
export { ProgramRestart, type ProgramHttp, type SupervisorProgram } from './constructs/supervisor/program';
export { WatchAction, type WatchRule } from './constructs/watch-rule';
export { Worker, type WorkerProps } from './constructs/worker';

export { GatewayModel, type HostedModelOptions } from './constructs/models/gateway-model';
export { LiteLlm, type LiteLlmProps } from './constructs/models/lite-llm';
export { ModelServer, type ModelServerProps } from './constructs/models/model-server';
export { Ollama, type OllamaProps } from './constructs/models/ollama';
export { Vllm, type VllmProps } from './constructs/models/vllm';

export { ApiUrl } from './constructs/api-url';
export { CodeSandbox, type CodeSandboxProps } from './constructs/sandbox/code-sandbox';
export { S3FuseVolume, type S3FuseVolumeProps } from './constructs/s3/s3-fuse-volume';
export {
  S3Mount, S3MountFailure,
  type S3BucketOptions, type S3CsiDynamicOptions, type S3CsiStaticOptions, type S3FuseOptions, type S3InContainerOptions, type S3SidecarOptions,
} from './constructs/s3/s3-mount';

export { ConfigDirectory, type ConfigDirectoryProps } from './constructs/config-directory';
export { ContentEncoding } from './constructs/content-encoding';
export { EnvFile, type EnvFileProps } from './constructs/env-file';
export type { EngineModel } from './constructs/engine-model';
export { EnvFrom, type EnvFromOptions } from './constructs/env-from';
export { Endpoint, EndpointOfReplica, Protocol, type EndpointOptions, type UrlOptions } from './constructs/endpoint';
export { HealthProbe, ProbeClient, ProbeScheme, type GrpcProbeOptions, type HealthProbeOptions, type HttpProbeOptions, type NetworkProbeOptions } from './constructs/health-probe';
export { ExistingVolume, type ExistingVolumeProps } from './constructs/existing-volume';
export { HostPath, type HostPathOptions } from './constructs/host-path';
export { ImageMount, type ImageMountOptions } from './constructs/image-mount';
export type { BuildOptions } from './constructs/build-options';
export type { EgressRule } from './constructs/egress';
export { SharedNetwork, type SharedNetworkOptions } from './constructs/shared-network';
export type { LifecycleHook } from './constructs/lifecycle-hook';
export { Image, type ImageBuildOptions, type ImageOptions } from './constructs/image';
export type { ImageFacts, ImageMemory } from './constructs/image-facts';
export type {
  ImageBase, ImageCommand, ImageContent, ImageDirectory, ImageFact, ImageFactLists, ImageHealthcheck, ImagePort, ImageRoute, ImageTools, ImageUser, ImageVariable, ImageWrite,
} from './model/image-facts';
export { ModelProvider, type IModelServer, type ModelProviderOptions, type ModelServerVariables, type ServedModel } from './constructs/model-provider';
export { Parameter, type ParameterProps } from './constructs/parameter';
export { Publish, type PublicHostOptions, type PublishAtHostOptions, type PublishOptions, type PublishPortOptions, ServiceType } from './constructs/publish';
export { Duration, Size, type IDuration } from './constructs/quantity';
export type { ISize } from './model/amounts';
export { Secret, type ExistingSecret, type SecretFileOptions, type SecretProps } from './constructs/secret';
export { SecretStore } from './constructs/secret-store';
export {
  ConfigFile, Scratch, SourceDirectory, Volume,
  type ConfigFileFromFileProps, type ConfigFileProps, type IMountable, type SourceDirectoryOptions, type VolumeProps,
} from './constructs/storage';
export { TlsCertificate, type TlsCertificateOptions } from './constructs/tls-certificate';
export { text, type EnvValue } from './constructs/value';
export type { IValue } from './model/value';

export { acknowledge } from './synthesis/acknowledge';
export type { Policy, PolicyFinding, PolicyInput, PolicyObject } from './synthesis/policies';
export type { Code } from './targets/targets';
export type { Severity } from './diagnostics/declaration';
export type { Finding } from './diagnostics/findings';
export { SynthesisError } from './diagnostics/synthesis-error';
export { OutputError } from './emit/output-error';

export { Compose, type ComposeProps } from './targets/compose/compose';
export type { LogFiles } from './targets/compose/settings';
export type { ComposeDocument, ComposeService } from './targets/compose/document';
export { ComposeFragments, type ComposeFragment } from './targets/compose/fragments';
export type {
  ComposeConfigAttributes, ComposeNetworkAttributes, ComposeSecretAttributes, ComposeServiceAttributes, ComposeVolumeAttributes,
} from './targets/compose/specification';
export { ComposeOptions } from './targets/compose/options';
export type { InventoryDocument } from './targets/inventory/document';
export { Inventory, type InventoryProps } from './targets/inventory/inventory';
export type { KubernetesObject } from './targets/kubernetes/api';
export { Kubernetes } from './targets/kubernetes/kubernetes';
export type { GatewayListeners, GatewayOptions } from './targets/kubernetes/gateway-options';
export type { ClusterDns, KubernetesProps } from './targets/kubernetes/props';
export type {
  Affinity, NodeAffinity, NodeSelectorTerm, PodAffinity, PodAffinityTerm, PodPlacement, PreferredNodes, PreferredPods, SelectorRequirement, Toleration, TopologySpread,
} from './targets/kubernetes/placement';
export type { ContainerLimits } from './targets/kubernetes/limits';
export type { Delivery } from './targets/kubernetes/delivery';
export type { KubernetesVersion } from './targets/kubernetes/settings';
export type { PodCpu, PodMemory, PodResources } from './targets/kubernetes/pod-resources';
export type { KubernetesPodSettings, KubernetesWorkloadSettings, ServiceAccountOptions } from './targets/kubernetes/workload-settings';
export type { KubernetesObjects } from './targets/kubernetes/objects';
export { KubernetesOptions } from './targets/kubernetes/options';
export type { Target } from './targets/target';
