import { Construct } from 'constructs';

/** The innermost of so many constructs, one inside of the other, as systems made of systems have them. */
export function nested(scope: Construct, depth: number): Construct {
  let innermost = scope;
  for (let level = 0; level < depth; level++) innermost = new Construct(innermost, `level-${level}`);
  return innermost;
}
