/** What `--help` prints. */
export const HELP = `Judges Kubernetes manifests and Compose projects, and whether the two are of one application. It reads
files alone, and runs nothing.

  cdk8s-compose verify [DIR]
      what a synthesis has written (by default to dist): every stack, with each choice and overlay
  cdk8s-compose verify --compose FILE... --kubernetes FILE...
      files of your own, or folders of them; one of the two alone is judged, and not compared

  --kubernetes-version V  version of the API server, such as 1.30
                          (by default what the outputs were written for; the newest known for your own files)
  --against DIR           what was applied before: fields that no API server lets be changed (also a file)
  --crd FILE...           CustomResourceDefinitions of the cluster, by which custom resources are judged (also folders)
  --env-file FILE         variables of the Compose project, in the place of .env; may be repeated
  --profile NAME          a profile of the Compose project that is on; may be repeated
  --match SERVICE=WORKLOAD
                          the workload on Kubernetes that a service is, where no name says it, such as
                          api=deployment/backend; may be repeated
  --format F              text, json, sarif or github
  --output FILE           where to write it, in the place of the standard output
  --help, --version

It exits with 0 if all is right, with 1 if something is wrong or differs, with 2 if something cannot be read.
`;
