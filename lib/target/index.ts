/*
 * What a target needs, here and in a package of somebody else: the contract, the model that it reads, the findings that it
 * reports, and the writers of text. CONTRIBUTING.md walks through a target.
 */

export type { Comparable, Lowered, LoweringContext, OutputJudge, JudgedObject, JudgedScope, Target } from '../targets/target';
export type { ReportedStep } from '../diagnostics/report-document';
export { decisions, NATIVE, type Decisions, type Support, type SupportTable } from '../targets/support';
export { defineWords, everyWord, joined, lowerEach, lowerWords, wordSupport, type LoweredWord, type WordDefinitions, type WordTable } from '../targets/words';
export {
  bytesOf, contentOf, objectPart, placesIn, textFile, UnwritableObject,
  type FilePart, type Origin, type OutputFile, type OutputObject, type PlacedObject,
} from '../targets/output';

export { cdk8sObjectsOf, type Cdk8sObject } from '../targets/cdk8s-objects';
export { contentHash } from '../targets/content-hash';
export { customization, customizationProblem, type Customization } from '../targets/customization';
export { applyPatches } from '../targets/patch';
export { probeCommand } from '../targets/probe-command';
export { renderText } from '../targets/render-text';

/** Guards what a class is given by its exported types, if this package knows them; what it does not know is passed on. */
export { givenProps, guard, keep } from '../border/guard';

export { acknowledgeCode } from '../diagnostics/acknowledge';
export { declare, type Codes, type Declaration, type Detail, type Difference, type ParamsOf, type Severity } from '../diagnostics/declaration';
export type { Finding, Reporter } from '../diagnostics/findings';
export type { ModelCodes } from '../diagnostics/model-codes';

export { FEATURES, featureUses, type Feature, type FeatureUse } from '../model/features';
export type { ContainerFeature } from '../model/container-features';
export type { WorkloadFeature } from '../model/workload-features';
export { hostAddress, hostsOf, publicAddresses } from '../model/endpoint';
export { endpointOf, graphOf, hasSingleWriter, peerAt, usesSource, workloadAt, type ContainerInWorkload, type StackGraph } from '../model/graph';
export { askedExpressions, byText, expressionsOf, processExpressions } from '../model/connections';
export {
  literalText, visitLeaves,
  type Expression, type HostRef, type Literal, type ParameterRef, type PortRef, type PublishedPortRef, type Reference, type SecretRef, type TextExpression,
} from '../model/expression';

export type { ChoiceModel, Chosen } from '../model/choice';
export type { ConnectionModel, ParameterModel, SecretChange, SecretModel, SecretStoreModel, SourceModel, StackModel } from '../model/stack';
export { MODEL_VERSION } from '../model/version';
export {
  containersOf, mainOf, sidecarsOf,
  type GatewayRoute, type StartAfterModel, type StartCondition, type WorkloadKindName, type WorkloadModel,
} from '../model/workload';
export type {
  CapabilityModel, ContainerModel, EnvironmentSource, EnvironmentVariable, FuseModel, LifecycleModel, ProcessModel, RangeModel, ResourcesModel, SecurityModel,
} from '../model/container';
export type { PrivilegeReason, Privileges } from '../model/privilege-reasons';
export { composedNames, referencedNames, secretFilesOf } from '../model/references';
export {
  CONTAINER_WORDS, reasonsOf, WORKLOAD_WORDS, type AspectsOf, type ContainerWords, type Word, type WordFeature, type WorkloadWords,
} from '../model/words';
export type {
  DeviceModel, DnsConfigModel, DnsOption, ExtraHost, GpusModel, MetadataModel, PullPolicyName, Reasoned, RestartPolicyName, SharedNetworkModel, SysctlModel, UlimitModel,
  HookModel, LogDriverModel, ModelUse, WatchActionName, WatchModel,
} from '../model/word-values';
export type { PeerModel } from '../model/peer';
export type { CallerModel } from '../model/callers';
export type { OtherStackModel, OutsidePeerModel } from '../model/outside';
export type { EgressRuleModel } from '../model/egress';
export type { CertificateModel, EndpointModel, ExposureModel, HostAddressModel, HostPort, HostPortExposure, PublicExposure, ServiceTypeName } from '../model/endpoint';
export type { ExecCheck, GrpcCheck, HealthCheck, HealthModel, HttpCheck, HttpHeader, ImageHealthModel, ProbeClientName, TcpCheck } from '../model/health';
export type { ChosenFields } from '../model/choices';
export type { BuildContext, BuildModel, BuildSecret } from '../model/build';
export { isImageReference, type BuiltImage, type ImageModel, type ReferencedImage } from '../model/image';
export type {
  ImageBase, ImageCommand, ImageContent, ImageDirectory, ImageFact, ImageFactLists, ImageFactsModel, ImageHealthcheck, ImageMemoryModel, ImagePort, ImageRoute,
  ImageTools, ImageUser, ImageVariable, ImageWrite,
} from '../model/image-facts';
export type {
  AutoscalingModel, LogRotationModel, MetricsModel, OperationsModel, RestartModel, RollingUpdateModel,
} from '../model/operations';
export type { SandboxModel } from '../model/sandbox';
export type {
  BucketModel, CertificateMount, ConfigFileModel, ConfigMount, DynamicBucket, ExistingVolumeModel, MountModel, HostPathMount, ImageMountModel, PropagatedMount, ScratchMount, SecretMount, SharedMemoryMount, SourceMount,
  SharedScratchMount, StaticBucket, VolumeModel, VolumeMount, RelabelName,
} from '../model/storage';
export type { OnStack, Trace } from '../model/trace';

export { stringifyDotenv, type DotenvEntry } from '../emit/dotenv';
export { stringifyDocument, stringifyDocuments, stringifyEntry, stringifyYaml, YAML_SEPARATOR, yamlComment } from '../emit/yaml';

export type { Judgement, Place, Problem, Subject } from '../verify/problem';
