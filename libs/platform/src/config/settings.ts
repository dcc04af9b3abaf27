import { MAX_MESSAGE_BYTES, MIN_RETENTION_DAYS } from '@anika/contracts';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const positive = z.coerce.number().positive();
const count = z.coerce.number().int().min(1);
const secret = z.string().min(16, 'needs at least 16 characters');
const flag = z.stringbool();

/** `host:port[,host:port…]` → list of addresses. */
const addresses = z
  .string()
  .regex(/^[^:,\s]+:\d+(,[^:,\s]+:\d+)*$/, 'needs host:port, several separated by commas')
  .transform((text) => text.split(','));

/** Seconds separated by commas → numbers. */
const seconds = z
  .string()
  .regex(/^\d+(\.\d+)?(,\d+(\.\d+)?)*$/, 'needs seconds separated by commas')
  .transform((text) => text.split(',').map(Number));

/**
 * Every setting of every app: its type, its default where it has one, and one line of description.
 * `.env.example` is generated from this table.
 */
export const SETTINGS = {
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('The least severe log line that is written'),
  HOST: z.string().default('127.0.0.1').describe('The address that HTTP and TCP servers listen on'),
  HTTP_PORT: port.describe('The port of the HTTP server'),
  TCP_PORT: port.describe('The port for calls of other services (Nest TCP)'),
  ADVERTISED_TCP: z
    .string()
    .optional()
    .describe(
      'host:port under which other services reach TCP_PORT of this replica; HOST:TCP_PORT when unset',
    ),
  PUBLIC_URL: z.url().describe('The address of the platform as its users see it'),
  GATEWAY_SECRET: secret.describe(
    'Proof that a request came through nginx; HTTP requests without it are refused',
  ),
  INTERNAL_SECRET: secret.describe('Proof that a call came from one of our services'),
  MASTER_KEYS: z
    .string()
    .regex(
      /^[\w-]+:[A-Za-z0-9+/]{43}=(,[\w-]+:[A-Za-z0-9+/]{43}=)*$/,
      'needs id:base64 of 32 bytes, several separated by commas',
    )
    .describe('Keys that encrypt secrets at rest, `id:base64,…`; the first one encrypts, all decrypt'),

  AUTH_DATABASE_URL: z.url().describe('PostgreSQL database of auth'),
  TOPICS_DATABASE_URL: z.url().describe('PostgreSQL database of topics'),
  MONGO_URL: z.url().describe('MongoDB, with the name of the database'),
  REDIS_URL: z.url().describe('Redis for queues and topic versions'),

  TOPICS_TCP: addresses.describe('host:port of each replica of topics'),
  MESSAGES_TCP: addresses.describe('host:port of each replica of messages'),
  DISPATCHER_TCP: addresses.describe('host:port of each replica of dispatcher'),
  GATEWAY_TCP: addresses.describe('host:port of each replica of gateway'),
  AUTH_URL: z.url().describe('http://host:port of auth, for the partner feed and the status page'),
  TOPICS_URL: z.url().describe('http://host:port of topics, for the status page'),
  MESSAGES_URL: z.url().describe('http://host:port of messages, for the status page'),
  DISPATCHER_URL: z.url().describe('http://host:port of dispatcher, for the status page'),
  RPC_TIMEOUT_MS: count.default(3000).describe('How long a call to another service may take'),
  TCP_TLS_KEY: z
    .string()
    .optional()
    .describe('File with the key (PEM) of this service, for mutual TLS between the services; none without'),
  TCP_TLS_CERT: z
    .string()
    .optional()
    .describe('File with its certificate, for the host names or addresses in *_TCP'),
  TCP_TLS_CA: z
    .string()
    .optional()
    .describe('File with the authority that signed the certificates of all services'),
  SHUTDOWN_SECONDS: positive.default(10).describe('Hard deadline of a clean stop'),

  REGISTRATION: z
    .enum(['open', 'closed'])
    .default('closed')
    .describe('Whether anyone may register a company, or operators create them'),
  DEMO_FILE: z
    .string()
    .optional()
    .describe('File with the logins of the demo, which the sign-in page offers; of the local stack only'),
  OPERATOR_EMAIL: z.email().optional().describe('The first operator, made at start when there is none'),
  OPERATOR_PASSWORD: z.string().min(10).optional().describe('Password of the first operator'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'needs smtp://user:password@host:port or smtps://…' })
    .optional()
    .describe(
      'The mail server for invitations, reset links and notices; without one, owners and operators hand links over',
    ),
  MAIL_FROM: z
    .string()
    .min(3)
    .optional()
    .describe(
      'Sender of mails, such as `ANIKA <no-reply@example.com>`; no-reply at the host of PUBLIC_URL when unset',
    ),
  ACCESS_TOKEN_SECONDS: count.default(900).describe('Life of an access token'),
  REFRESH_TOKEN_DAYS: count.default(30).describe('Life of a refresh token that is not used'),
  SESSION_DAYS: count.default(7).describe('Life of a browser session'),
  SIGNING_KEY_DAYS: count.default(30).describe('Age at which the key that signs access tokens is replaced'),
  LOGIN_ATTEMPTS: count
    .default(10)
    .describe('Failed sign-ins of one account in 15 minutes before it must wait'),
  LOGIN_ATTEMPTS_PER_ADDRESS: count.default(100).describe('Failed sign-ins from one address in 15 minutes'),

  WEBHOOK_ALLOWED_CIDRS: z
    .string()
    .default('')
    .describe('Networks that endpoints may be in although they are not public'),
  WEBHOOK_ALLOW_HTTP: flag.default(false).describe('Whether endpoints may be plain http'),
  INBOX_ORIGIN: z
    .url()
    .optional()
    .describe(
      'http://host:port by which dispatcher reaches nginx, where PUBLIC_URL is not reachable from it: for webhooks to test inboxes',
    ),
  DELIVERY_SCHEDULE: seconds
    .default([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400])
    .describe('Seconds to wait before each retry of a delivery'),
  DELIVERY_JITTER: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0.2)
    .describe('Share by which each wait varies at random'),
  CONNECT_TIMEOUT_MS: count.default(5000).describe('How long connecting to an endpoint may take'),
  ATTEMPT_TIMEOUT_MS: count.default(15_000).describe('How long a whole attempt may take, the answer read'),
  CIRCUIT_SECONDS: positive
    .default(5)
    .describe(
      'How long an endpoint that failed again and again is left alone before one probe; doubled by each',
    ),
  CIRCUIT_MAX_SECONDS: positive
    .default(300)
    .describe('The most between two probes; a probe comes up to a fifth later'),
  DELIVERY_SLOTS: count.default(1000).describe('Attempts in flight in one dispatcher'),
  DISABLE_AFTER_DAYS: positive
    .default(5)
    .describe('How long all attempts to an endpoint must fail before its subscription is disabled'),
  SWEEPER_SECONDS: positive
    .default(10)
    .describe('How often messages looks for work that was lost, and for endpoints that fail or work again'),
  SWEEPER_AGE_SECONDS: positive
    .default(30)
    .describe('How long work must be overdue before it counts as lost'),
  LIMIT_MESSAGES_PER_SECOND: count
    .default(200)
    .describe(
      'Messages that a partner may publish a second; this and the next five may be set for one partner',
    ),
  LIMIT_DELIVERIES_PER_SECOND: count
    .default(250)
    .describe('Deliveries a second that the messages of a partner may ask for'),
  LIMIT_MESSAGE_BYTES: count
    .max(MAX_MESSAGE_BYTES)
    .default(MAX_MESSAGE_BYTES)
    .describe('Bytes of one message'),
  LIMIT_TOPICS: count.default(1000).describe('Topics of a partner'),
  LIMIT_SUBSCRIPTIONS: count.default(1000).describe('Subscriptions of a partner'),
  LIMIT_API_KEYS: count.default(100).describe('API keys of a partner'),
  LIMIT_ACCESS_REQUESTS: count
    .default(100)
    .describe('Access requests of a partner that may wait for a decision'),
  INDEX_AFTER_SECONDS: positive
    .default(15)
    .describe(
      'Wait before older messages are indexed by new searchable fields; longer than a publish may take',
    ),
  RETENTION_DAYS: z.coerce
    .number()
    .min(MIN_RETENTION_DAYS)
    .default(30)
    .describe('How long messages are kept, with their deliveries; at least 7'),
  AUDIT_DAYS: count.default(400).describe('How long entries of the audit log are kept'),
  PURGE_SECONDS: positive.default(21_600).describe('How often a service looks for what is older than that'),
  FAN_OUT_CONCURRENCY: count.default(500).describe('Fan-out jobs in progress in one dispatcher'),
  DELIVERY_CONCURRENCY: count.default(200).describe('Retry and release jobs in progress in one dispatcher'),
} as const satisfies Record<string, z.ZodType>;

export type SettingName = keyof typeof SETTINGS;
