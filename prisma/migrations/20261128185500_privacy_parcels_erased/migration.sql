-- Whom a parcel of printed posters was for is erased like everything else that names people.
GRANT UPDATE (recipient, attention, phone, postal_code, address) ON print_parcel TO noren_jobs;
CREATE INDEX print_parcel_addressed ON print_parcel (coalesce(ended_at, shipped_at)) WHERE address <> '';
