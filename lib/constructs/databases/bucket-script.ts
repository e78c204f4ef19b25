/**
 * Makes the buckets that are its arguments, unless they are there, with nothing but a curl that can sign requests. The
 * keys are on no command line. Without a bucket it only sees that the server answers.
 */
export const bucketScript = [
  'set -eu',
  's3() {',
  '  printf "%s\\n" "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" | sed \'s/[\\"]/\\\\&/g; s/^/user = "/; s/$/"/\' |',
  '    curl -K - -sS -o /dev/null --aws-sigv4 aws:amz:us-east-1:s3 --retry 20 --retry-delay 2 --retry-connrefused "$@"',
  '}',
  's3 -f "$S3_ENDPOINT/"',
  'for bucket do',
  '  s3 -f -I "$S3_ENDPOINT/$bucket" 2>/dev/null || s3 -f -X PUT "$S3_ENDPOINT/$bucket"',
  '  echo "bucket $bucket is there"',
  'done',
].join('\n');
