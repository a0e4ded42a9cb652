-- The area of a large chain has thousands of stores, and orders its posters at once.
ALTER TABLE print_order DROP CONSTRAINT print_order_size;
ALTER TABLE print_order
  ADD CONSTRAINT print_order_size CHECK (copies BETWEEN 1 AND 10 AND codes BETWEEN 1 AND 10000);
ALTER TABLE print_parcel DROP CONSTRAINT print_parcel_size;
ALTER TABLE print_parcel
  ADD CONSTRAINT print_parcel_size CHECK (copies BETWEEN 1 AND 10 AND cardinality(code_ids) BETWEEN 1 AND 10000);
