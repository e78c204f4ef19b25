import { ANSWERS, KUBE_SCORE, type Answer } from './answers';

/** `docs/kube-score.md`. */
export function kubeScorePage(): string {
  const checks = [...new Set(ANSWERS.map(({ check }) => check))];
  return `# What kube-score says of the manifests

[kube-score](https://github.com/zegl/kube-score) ${KUBE_SCORE} finds nothing critical in the stacks of \`apps/\` but what is answered here, container by container. \`npm run synth && npm run score\` asks it again, and fails where an answer's
condition does not hold, where something else is critical, and where an answer answers nothing.

| check | where | why it stays |
|---|---|---|
${ANSWERS.map(row).join('\n')}

The table is made of [\`scripts/kube-score/answers.ts\`](../scripts/kube-score/answers.ts). For manifests of your own, in CI:

\`\`\`sh
kube-score score ${checks.slice(0, 3).map((check) => `--ignore-test ${check}`).join(' ')} dist/kubernetes/*.yaml
\`\`\`

It has no conditions: those of the first three rows are the library's defaults, and a reason in the program goes with each workload that has something else. A workload that needs the rest says so itself:
\`annotations: { 'kube-score/ignore': '${checks.slice(3).join(',')}' }\`.
`;
}

function row({ check, where, why }: Answer): string {
  return `| \`${check}\` | ${where} | ${why} |`;
}
