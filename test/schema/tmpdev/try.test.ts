import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { checkManifests } from '../kubernetes-rules';
test('x',()=>{
 const docs=parseAllDocuments(readFileSync('/work/shared/design/exemplar/kubernetes.yaml','utf8')).map(d=>d.toJS());
 const t=Date.now(); console.log(checkManifests(docs),Date.now()-t);
});
