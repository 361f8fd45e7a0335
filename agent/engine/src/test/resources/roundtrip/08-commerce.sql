-- Products, offers and orders after schema.org.
CREATE TYPE availability AS ENUM ('InStock', 'OutOfStock', 'PreOrder', 'Discontinued');
CREATE TABLE product (
  sku varchar(40) PRIMARY KEY,
  gtin14 numeric(14) UNIQUE,
  name varchar NOT NULL,
  category varchar(80),
  weight_kg numeric(9,3),
  properties jsonb NOT NULL DEFAULT '{"@type": "Product"}',
  search tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, name)) STORED
);
CREATE INDEX product_search ON product USING gin (search);
CREATE INDEX product_brand ON product ((properties ->> 'brand'), (properties #>> '{a,b}'));
CREATE INDEX product_category ON product USING hash (category);
CREATE TABLE offer (
  id bigint GENERATED ALWAYS AS IDENTITY (MINVALUE 10 START WITH 10),
  sku varchar(40) NOT NULL,
  price decimal(12, 2) NOT NULL,
  price_currency char(3) NOT NULL DEFAULT 'EUR',
  tax_rate numeric(4, 3) NOT NULL DEFAULT 0.19,
  gross numeric GENERATED ALWAYS AS (round(price * (1 + tax_rate), 2)) STORED,
  state availability DEFAULT 'InStock'::availability,
  eligible_regions char(2)[] DEFAULT '{DE,AT}',
  valid_through date,
  CONSTRAINT offer_pk PRIMARY KEY (id),
  CONSTRAINT offer_sku FOREIGN KEY (sku) REFERENCES product (sku) ON UPDATE CASCADE,
  CONSTRAINT price_positive CHECK (price > 0 AND price < 10000000),
  CONSTRAINT price_rounded CHECK (price * 100 = trunc(price * 100)),
  CONSTRAINT currency_upper CHECK (price_currency = upper(price_currency)),
  CONSTRAINT tax CHECK (tax_rate IN (0, 0.07, 0.19)),
  CONSTRAINT discontinued_has_end CHECK (state <> 'Discontinued' OR valid_through IS NOT NULL)
);
CREATE UNIQUE INDEX one_open_offer ON offer (sku, price_currency) WHERE state IN ('InStock', 'PreOrder') AND valid_through IS NULL;
CREATE TABLE "order" (
  order_number bigserial NOT NULL,
  customer_email text NOT NULL,
  ordered_at timestamptz DEFAULT CURRENT_TIMESTAMP(3),
  placed_by name DEFAULT CURRENT_USER,
  status varchar(30) NOT NULL DEFAULT 'OrderProcessing',
  total money DEFAULT 0,
  note varchar(1000) DEFAULT 'it''s; "quoted" \ ''',
  CONSTRAINT order_pk PRIMARY KEY (order_number),
  CONSTRAINT order_status CHECK (status::text IN ('OrderProcessing', 'OrderDelivered', 'OrderCancelled'))
);
CREATE TABLE order_item (
  order_number bigint REFERENCES "order" ON DELETE CASCADE,
  line smallint CHECK (line > 0),
  offer_id bigint NOT NULL REFERENCES offer,
  quantity int NOT NULL DEFAULT 1,
  discount_percent real DEFAULT 0,
  PRIMARY KEY (order_number, line),
  CHECK (quantity > 0),
  CHECK (discount_percent >= 0 AND discount_percent <= 100.0),
  CHECK (quantity * (100 - discount_percent) > 0)
);
