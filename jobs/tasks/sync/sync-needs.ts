/** What the sync is handed. */
export const syncSecrets = ["s3.accessKeyId", "s3.secretAccessKey", "openai.apiKey"] as const;
export const syncSettings = [
  ...["s3.bucket", "s3.endpoint", "s3.region", "openai.vectorStoreName", "openai.baseUrl"],
  ...["sync.batchSize", "sync.uploadTries", "sync.retryDelayMs", "sync.maxFileBytes"],
];
