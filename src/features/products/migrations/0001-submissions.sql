-- What a learner handed in, version by version. Text and pictures are personal: sealed with her own data key.
create table product_submission (
  id uuid primary key,
  tenant text not null,
  agent text not null,
  enrolment uuid not null,
  section text not null,
  course text not null,
  -- Hash of the course version whose task and rubric she had before her.
  course_version text not null,
  product text not null,
  attempt int not null,
  sealed bytea not null,
  -- [{file, content, bytes, width, height}]: file is the SHA-256 of the sealed bytes in DATA_DIR/files.
  pictures jsonb not null,
  -- What she declared about help by AI.
  ai text not null check (ai in ('none', 'some', 'most')),
  -- Random bytes in the commitment that the statement carries: without them nobody confirms a guess of the text.
  salt bytea not null,
  submitted timestamptz not null,
  unique (enrolment, product, attempt)
);
create index product_submission_section on product_submission (tenant, section, submitted);

-- What the tutor wrote; belongs to one `product-graded` statement.
create table product_review (
  statement uuid primary key,
  submission uuid not null references product_submission,
  staff uuid not null,
  sealed bytea not null,
  at timestamptz not null
);
create index product_review_submission on product_review (submission);
