/**
 * Operations of S3 on objects, as far as they differ in what they say of encryption.
 */
export enum ObjectOperation {
  /** `PutObject`. */
  PUT = 'PUT',

  /** `CopyObject`, to the bucket. */
  COPY = 'COPY',

  /** POST from a form: it says in its fields what others say in headers. */
  POST = 'POST',

  /** `CreateMultipartUpload`, which decides for all parts. */
  CREATE_MULTIPART_UPLOAD = 'CREATE_MULTIPART_UPLOAD',

  /** `UploadPart` and `UploadPartCopy`. */
  UPLOAD_PART = 'UPLOAD_PART',

  /** `CompleteMultipartUpload`. */
  COMPLETE_MULTIPART_UPLOAD = 'COMPLETE_MULTIPART_UPLOAD',

  /** `GetObject`. */
  GET = 'GET',

  /** `HeadObject`. */
  HEAD = 'HEAD',
}
