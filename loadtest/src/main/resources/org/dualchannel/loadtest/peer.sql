-- The peer of the gateway: what a submit has to do, as tables and functions of PostgreSQL. A submit is
-- one call of a function, so one round trip and one transaction, committed with synchronous_commit=on.

CREATE TABLE institution (code text PRIMARY KEY, designated daterange NOT NULL);
CREATE TABLE practice (
  physician text, institution text, practises daterange NOT NULL, PRIMARY KEY (physician, institution));
CREATE TABLE designation (
  hospital text, pharmacy text, designated daterange NOT NULL, PRIMARY KEY (hospital, pharmacy));
CREATE TABLE person (person_number text PRIMARY KEY, scheme text NOT NULL, insured daterange NOT NULL);
CREATE TABLE drug (code text PRIMARY KEY, guarantee boolean NOT NULL, listed daterange NOT NULL);
CREATE TABLE enrolment (
  person_number text, drug text, physician text NOT NULL, enrolled daterange NOT NULL,
  PRIMARY KEY (person_number, drug));
CREATE TABLE stock (
  pharmacy text, drug text, quantity_e4 bigint NOT NULL, price_fen bigint NOT NULL,
  PRIMARY KEY (pharmacy, drug));

-- A row is changed by every prescription of the person; the free space keeps the change on its page.
CREATE TABLE accumulator (
  person_number text, year int, prescriptions int NOT NULL, prescribed_fen bigint NOT NULL,
  PRIMARY KEY (person_number, year)) WITH (fillfactor = 50);

-- The lines are arrays in the row: one insert a prescription instead of three.
CREATE TABLE prescription (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hospital text NOT NULL, hospital_number text NOT NULL, person_number text NOT NULL,
  drugs text[] NOT NULL, quantities_e4 bigint[] NOT NULL, dispensers text[] NOT NULL,
  document bytea NOT NULL, status smallint NOT NULL, decided timestamptz NOT NULL,
  UNIQUE (hospital, hospital_number));

-- The first outcome of each request, refusals too.
CREATE TABLE request (
  request_id uuid PRIMARY KEY, fingerprint bytea NOT NULL, prescription_id bigint, reason text,
  decided timestamptz NOT NULL);

-- Two copies of a request at the same time: the insert of the later one fails, and the server calls again.
CREATE FUNCTION submit(
  p_request uuid, p_fingerprint bytea, p_hospital text, p_number text, p_physician text, p_person text,
  p_scheme text, p_drugs text[], p_quantities bigint[], p_document bytea,
  OUT prescription_id bigint, OUT reason text, OUT dispensers text[], OUT prices bigint[])
LANGUAGE plpgsql AS $$
DECLARE
  today CONSTANT date := current_date;
  seen request%ROWTYPE;
BEGIN
  SELECT * INTO seen FROM request r WHERE r.request_id = p_request;
  IF FOUND THEN
    IF seen.fingerprint <> p_fingerprint THEN
      reason := 'REQUEST_ID_REUSED';
    ELSE
      prescription_id := seen.prescription_id;
      reason := seen.reason;
    END IF;
    RETURN;
  END IF;

  SELECT CASE
      WHEN NOT EXISTS (
        SELECT FROM institution i WHERE i.code = p_hospital AND i.designated @> today)
        THEN 'HOSPITAL_NOT_DESIGNATED'
      WHEN NOT EXISTS (
        SELECT FROM practice f
        WHERE f.physician = p_physician AND f.institution = p_hospital AND f.practises @> today)
        THEN 'PHYSICIAN_NOT_REGISTERED'
      WHEN NOT EXISTS (
        SELECT FROM person p
        WHERE p.person_number = p_person AND p.scheme = p_scheme AND p.insured @> today)
        THEN 'PERSON_NOT_IN_BENEFIT'
      WHEN EXISTS (
        SELECT FROM unnest(p_drugs) l(drug)
          LEFT JOIN drug d ON d.code = l.drug AND d.listed @> today
          LEFT JOIN enrolment e ON e.person_number = p_person AND e.drug = l.drug
            AND e.enrolled @> today
        WHERE d.code IS NULL OR d.guarantee AND e.drug IS NULL)
        THEN 'ENROLMENT_REQUIRED'
    END INTO reason;

  IF reason IS NULL THEN
    SELECT array_agg(c.pharmacy ORDER BY c.price, c.pharmacy), array_agg(c.price ORDER BY c.price, c.pharmacy)
      INTO dispensers, prices
      FROM (
        SELECT s.pharmacy, sum(s.price_fen * l.quantity / 10000)::bigint AS price
        FROM designation g
          CROSS JOIN unnest(p_drugs, p_quantities) AS l(drug, quantity)
          JOIN stock s ON s.pharmacy = g.pharmacy AND s.drug = l.drug AND s.quantity_e4 >= l.quantity
        WHERE g.hospital = p_hospital AND g.designated @> today
        GROUP BY s.pharmacy
        HAVING count(*) = cardinality(p_drugs)) c;
    IF dispensers IS NULL THEN
      reason := 'NO_DISPENSER';
    END IF;
  END IF;

  IF reason IS NULL THEN
    -- Locks the person's year until the end.
    UPDATE accumulator a
      SET prescriptions = a.prescriptions + 1, prescribed_fen = a.prescribed_fen + prices[1]
      WHERE a.person_number = p_person AND a.year = extract(year FROM today)::int;
    INSERT INTO prescription (
        hospital, hospital_number, person_number, drugs, quantities_e4, dispensers, document, status,
        decided)
      VALUES (
        p_hospital, p_number, p_person, p_drugs, p_quantities, dispensers, p_document, 1,
        transaction_timestamp())
      ON CONFLICT (hospital, hospital_number) DO NOTHING
      RETURNING id INTO prescription_id;
    IF prescription_id IS NULL THEN
      -- What was counted for it is taken back.
      UPDATE accumulator a
        SET prescriptions = a.prescriptions - 1, prescribed_fen = a.prescribed_fen - prices[1]
        WHERE a.person_number = p_person AND a.year = extract(year FROM today)::int;
      reason := 'HOSPITAL_NUMBER_USED';
    END IF;
  END IF;

  INSERT INTO request VALUES (
    p_request, p_fingerprint, prescription_id, reason, transaction_timestamp());
END $$;

-- The same for many at once, set by set. Lines are one array for all: item n has those from
-- p_first_line[n] to p_last_line[n]. A request id must not come twice in one batch.
CREATE FUNCTION submit_batch(
  p_requests uuid[], p_fingerprints bytea[], p_hospitals text[], p_numbers text[], p_physicians text[],
  p_persons text[], p_schemes text[], p_first_line int[], p_last_line int[], p_drugs text[],
  p_quantities bigint[], p_documents bytea[])
RETURNS TABLE (
  item bigint, prescription_id bigint, reason text, dispensers text[], prices bigint[])
LANGUAGE plpgsql AS $$
DECLARE
  today CONSTANT date := current_date;
BEGIN
  -- In one order, so that two batches never wait for one another.
  PERFORM FROM accumulator a
    WHERE a.person_number = ANY (p_persons) AND a.year = extract(year FROM today)::int
    ORDER BY a.person_number FOR NO KEY UPDATE;

  RETURN QUERY
  WITH items AS MATERIALIZED (
    SELECT * FROM unnest(
        p_requests, p_fingerprints, p_hospitals, p_numbers, p_physicians, p_persons, p_schemes,
        p_first_line, p_last_line, p_documents)
      WITH ORDINALITY AS t(
        request_id, fingerprint, hospital, hospital_number, physician, person_number, scheme,
        first_line, last_line, document, n)),
  seen AS MATERIALIZED (
    SELECT i.n, r.prescription_id,
        CASE WHEN r.fingerprint = i.fingerprint THEN r.reason ELSE 'REQUEST_ID_REUSED' END AS reason
      FROM items i JOIN request r ON r.request_id = i.request_id),
  fresh AS MATERIALIZED (
    SELECT i.*,
        CASE
          WHEN h.code IS NULL THEN 'HOSPITAL_NOT_DESIGNATED'
          WHEN f.physician IS NULL THEN 'PHYSICIAN_NOT_REGISTERED'
          WHEN p.person_number IS NULL THEN 'PERSON_NOT_IN_BENEFIT'
          WHEN l.bad THEN 'ENROLMENT_REQUIRED'
          WHEN c.dispensers IS NULL THEN 'NO_DISPENSER'
        END AS refused,
        c.dispensers, c.prices
      FROM items i
        LEFT JOIN institution h ON h.code = i.hospital AND h.designated @> today
        LEFT JOIN practice f ON f.physician = i.physician AND f.institution = i.hospital
          AND f.practises @> today
        LEFT JOIN person p ON p.person_number = i.person_number AND p.scheme = i.scheme
          AND p.insured @> today
        CROSS JOIN LATERAL (
          SELECT bool_or(d.code IS NULL OR d.guarantee AND e.drug IS NULL) AS bad
          FROM unnest(p_drugs[i.first_line:i.last_line]) x(drug)
            LEFT JOIN drug d ON d.code = x.drug AND d.listed @> today
            LEFT JOIN enrolment e ON e.person_number = i.person_number AND e.drug = x.drug
              AND e.enrolled @> today) l
        CROSS JOIN LATERAL (
          SELECT array_agg(o.pharmacy ORDER BY o.price, o.pharmacy) AS dispensers,
              array_agg(o.price ORDER BY o.price, o.pharmacy) AS prices
          FROM (
            SELECT s.pharmacy, sum(s.price_fen * x.quantity / 10000)::bigint AS price
            FROM designation g
              CROSS JOIN unnest(
                p_drugs[i.first_line:i.last_line], p_quantities[i.first_line:i.last_line])
                AS x(drug, quantity)
              JOIN stock s ON s.pharmacy = g.pharmacy AND s.drug = x.drug
                AND s.quantity_e4 >= x.quantity
            WHERE g.hospital = i.hospital AND g.designated @> today
            GROUP BY s.pharmacy
            HAVING count(*) = i.last_line - i.first_line + 1) o) c
      WHERE NOT EXISTS (SELECT FROM seen z WHERE z.n = i.n)),
  stored AS (
    INSERT INTO prescription AS x (
        hospital, hospital_number, person_number, drugs, quantities_e4, dispensers, document, status,
        decided)
      SELECT i.hospital, i.hospital_number, i.person_number, p_drugs[i.first_line:i.last_line],
          p_quantities[i.first_line:i.last_line], i.dispensers, i.document, 1,
          transaction_timestamp()
        FROM fresh i WHERE i.refused IS NULL
      ON CONFLICT (hospital, hospital_number) DO NOTHING
      RETURNING x.id, x.hospital, x.hospital_number),
  outcome AS MATERIALIZED (
    SELECT i.*, s.id,
        CASE WHEN s.id IS NULL THEN coalesce(i.refused, 'HOSPITAL_NUMBER_USED') END AS outcome
      FROM fresh i LEFT JOIN stored s
        ON s.hospital = i.hospital AND s.hospital_number = i.hospital_number),
  counted AS (
    UPDATE accumulator a
      SET prescriptions = a.prescriptions + k.count, prescribed_fen = a.prescribed_fen + k.fen
      FROM (
        SELECT o.person_number, count(*)::int AS count, sum(o.prices[1])::bigint AS fen
        FROM outcome o WHERE o.id IS NOT NULL GROUP BY o.person_number) k
      WHERE a.person_number = k.person_number AND a.year = extract(year FROM today)::int),
  remembered AS (
    INSERT INTO request
      SELECT o.request_id, o.fingerprint, o.id, o.outcome, transaction_timestamp() FROM outcome o)
  SELECT o.n, o.id, o.outcome, o.dispensers, o.prices FROM outcome o
  UNION ALL
  SELECT z.n, z.prescription_id, z.reason, NULL::text[], NULL::bigint[] FROM seen z
  ORDER BY 1;
END $$;
