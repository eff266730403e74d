import { readAwsKeyId } from '../identify/read-aws-key-id.ts'
import type { Provider, ScopeFact } from '../token/provider.ts'
import type { Rule } from '../token/rule.ts'
import { BEARER, grant } from './row.ts'

// Prefixes of ids: docs.aws.amazon.com, IAM user guide, "IAM identifiers", unique identifiers; ABIA and ACCA name a credential
// that is a bearer token or a password itself, and are no secret. A secret access key has no form of its own: forty characters
// that could be anything, so it stays unknown. Bedrock's keys: AWS security blog, "Securing Amazon Bedrock API keys", 2025-10-17,
// and github.com/aws/aws-bedrock-token-generator-js for the short-lived ones.

const source = 'IAM user guide, "IAM identifiers"'

// What every one begins with is base64 of its version and of who made it: `origin_ec`, and before that `er/aws`.
const SESSIONS = 'IAM user guide, "Temporary security credentials"'

const BEDROCK = 'AWS security blog, 2025-10-17'

// base64 of the beginning of the signed address that a short-lived key is.
const SIGNED = 'bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t'

// Each region has a host of its own, and no key tells its region: those with most models. AWS general reference, "Amazon Bedrock endpoints".
const BEDROCK_HOSTS = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-central-1', 'eu-west-1', 'ap-northeast-1'].map(
  (region) => `bedrock-runtime.${region}.amazonaws.com`,
)

const whole = (access: ScopeFact['access'], says?: string): ScopeFact =>
  says === undefined ? { access, atLeast: 'account' } : { access, atLeast: 'account', says }

const EACH_SERVICE =
  `AmazonS3 AmazonEC2 AmazonRDS AmazonDynamoDB AmazonSQS AmazonSNS AmazonSES AmazonRoute53 AmazonVPC AmazonECS_
  AmazonEC2ContainerRegistry AmazonElasticFileSystem AmazonKinesis AmazonRedshift AWSLambda_ AWSCloudFormation AWSCloudTrail_
  CloudFront CloudWatch CloudWatchLogs`.split(/\s+/)

const TEMPORARY = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp.html'

const RULES: readonly Rule[] = [
  {
    id: 'BH120',
    title: 'May belong to the root user',
    severity: 'note',
    when: 'its form is that of a long-lived key id',
    test: ({ format }) => format?.prefix === 'AKIA',
    why: () =>
      'nothing in a key tells a root user’s from another’s, and a root user’s does everything and cannot be limited',
    remedy: () => ({
      text: 'run aws sts get-caller-identity: if the ARN ends in :root, delete the key and use a role',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
    }),
    example: { kind: 'access key id' },
  },
  {
    id: 'BH121',
    title: 'Works only with its session token, and ends by itself',
    severity: 'note',
    when: 'its form is that of a temporary key id',
    test: ({ format }) => format?.prefix === 'ASIA',
    why: () =>
      'a temporary key is one of three parts and lives for hours: kept here, it is dead before it is needed again',
    remedy: () => ({ text: 'let the tool take a role when it starts, and keep no key', url: TEMPORARY }),
    example: { kind: 'temporary access key id' },
  },
]

export const aws: Provider = {
  id: 'aws',
  name: 'AWS',
  formats: [
    {
      kind: 'access key id',
      prefix: 'AKIA',
      pattern: /^AKIA[A-Z2-7]{16}$/,
      read: readAwsKeyId,
      says: 'the id of a long-lived key: it reaches nothing without its secret key',
      source,
    },
    {
      kind: 'temporary access key id',
      prefix: 'ASIA',
      pattern: /^ASIA[A-Z2-7]{16}$/,
      read: readAwsKeyId,
      shortLived: true,
      says: 'the id of a temporary key: it reaches nothing without its secret key and session token',
      source,
    },
    {
      kind: 'service bearer token id',
      prefix: 'ABIA',
      pattern: /^ABIA[A-Z2-7]{16}$/,
      says: 'the id of a bearer token of one service, not the token itself',
      source,
    },
    {
      kind: 'context credential id',
      prefix: 'ACCA',
      pattern: /^ACCA[A-Z2-7]{16}$/,
      says: 'the id of a context-specific credential, not the credential itself',
      source,
    },
    {
      kind: 'session token',
      env: 'AWS_SESSION_TOKEN',
      prefix: 'IQoJb3JpZ2luX2Vj',
      pattern: /^IQoJb3JpZ2luX2Vj[A-Za-z0-9+/]{80,8000}={0,2}$/,
      shortLived: true,
      suffix: 'session',
      says: 'the third part of a temporary key: it reaches nothing without the other two',
      source: SESSIONS,
    },
    {
      kind: 'older session token',
      env: 'AWS_SESSION_TOKEN',
      prefix: 'F',
      pattern: /^F[wQ]oGZXIvYXdz[A-Za-z0-9+/]{80,8000}={0,2}$/,
      shortLived: true,
      suffix: 'session',
      says: 'the third part of a temporary key: it reaches nothing without the other two',
      source: SESSIONS,
    },
    {
      kind: 'EKS token',
      env: 'KUBE_TOKEN',
      prefix: 'k8s-aws-v1.',
      pattern: /^k8s-aws-v1\.[\w-]{100,8000}$/,
      carried: 'requests',
      shortLived: true,
      suffix: 'eks',
      says: 'it signs in to one cluster as whoever made it; it ends within 15 minutes',
      source: 'kubernetes-sigs/aws-iam-authenticator',
    },
    {
      kind: 'Bedrock API key',
      env: 'AWS_BEARER_TOKEN_BEDROCK',
      destinations: BEDROCK_HOSTS,
      prefix: 'ABSK',
      pattern: /^ABSK[A-Za-z0-9+/]{109,269}={0,2}$/,
      carried: 'requests',
      access: 'write',
      suffix: 'bedrock',
      says: 'it calls models as an IAM user made for it; whether it may do more, and when it ends, is set there',
      source: BEDROCK,
    },
    {
      kind: 'short-lived Bedrock API key',
      env: 'AWS_BEARER_TOKEN_BEDROCK',
      destinations: BEDROCK_HOSTS,
      prefix: 'bedrock-api-key-',
      pattern: new RegExp(`^${SIGNED}[A-Za-z0-9+/]{100,8000}={0,2}$`),
      carried: 'requests',
      access: 'write',
      shortLived: true,
      suffix: 'bedrock',
      says: 'it calls models as whoever made it; it ends within 12 hours',
      source: BEDROCK,
    },
  ],
  destinations: ['*.amazonaws.com'],
  env: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_BEARER_TOKEN_BEDROCK', 'KUBE_TOKEN'],
  carriers: [BEARER],
  // Requests are signed with it (Signature Version 4); the secret key itself is never sent. Bedrock's keys are.
  carried: 'never',
  // Names of AWS's own policies that say more or less than their words: IAM user guide, "AWS managed policies for job functions".
  scopes: new Map([
    ...grant('AdministratorAccess root', whole('admin', 'do everything in the AWS account')),
    ...grant('IAMFullAccess', whole('admin', 'give itself every right in the AWS account')),
    ...grant('PowerUserAccess', whole('write', 'change everything in the AWS account but its users')),
    ...grant('SystemAdministrator', whole('admin')),
    ...grant('DatabaseAdministrator NetworkAdministrator DataScientist', whole('write')),
    ...grant('SecurityAudit ReadOnlyAccess ViewOnlyAccess SupportUser Billing', whole('read')),
    // Its policies for one service hold for everything of that service in the account: AWS managed policy reference.
    ...EACH_SERVICE.flatMap((service) => [
      ...grant(
        `${service}FullAccess`,
        whole('admin', `change everything that ${service.replace(/^(?:Amazon|AWS)|_$/g, '')} keeps`),
      ),
      ...grant(`${service}ReadOnlyAccess`, whole('read')),
    ]),
    ...grant('SecretsManagerReadWrite', whole('write', 'read and change every secret in Secrets Manager')),
    ['AmazonBedrockLimitedAccess', { access: 'write' }],
    ['AmazonBedrockFullAccess', whole('admin', 'change everything that Bedrock keeps')],
  ]),
  rules: RULES,
  baseUrlEnv: 'AWS_ENDPOINT_URL',
  links: {
    narrower: TEMPORARY,
    revoke: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  },
}
