CREATE TABLE alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE audit (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    verb text NOT NULL,
    subject text NOT NULL,
    role text,
    outcome text NOT NULL,
    own boolean NOT NULL
);
CREATE SEQUENCE audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE audit_id_seq OWNED BY audit.id;
CREATE TABLE counter (
    year integer NOT NULL,
    last bigint NOT NULL
);
CREATE TABLE dispatch (
    id text NOT NULL COLLATE pg_catalog."C",
    report_number text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    state text NOT NULL,
    unit text,
    opened_at timestamp with time zone NOT NULL,
    since timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    untold smallint NOT NULL,
    unconfirmed boolean NOT NULL,
    data text NOT NULL
);
CREATE TABLE file (
    reference text NOT NULL COLLATE pg_catalog."C",
    report_number text NOT NULL COLLATE pg_catalog."C",
    month_id integer,
    left_over boolean NOT NULL
);
CREATE TABLE month (
    id integer NOT NULL,
    expires date NOT NULL,
    dropped_at timestamp with time zone
);
CREATE SEQUENCE month_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE month_id_seq OWNED BY month.id;
CREATE TABLE month_key (
    month_id integer NOT NULL,
    wrapped bytea NOT NULL
);
CREATE TABLE personal_2026_10_1 (
    number text NOT NULL COLLATE pg_catalog."C",
    data bytea NOT NULL
)
WITH (autovacuum_enabled='false', toast.autovacuum_enabled='false');
ALTER TABLE ONLY personal_2026_10_1 ALTER COLUMN data SET STATISTICS 0;
ALTER TABLE ONLY personal_2026_10_1 ALTER COLUMN data SET STORAGE EXTERNAL;
CREATE TABLE report (
    number text NOT NULL COLLATE pg_catalog."C",
    registered_at timestamp with time zone NOT NULL,
    category text,
    month_id integer,
    withdrawn_at timestamp with time zone,
    data text NOT NULL
);
CREATE TABLE request (
    number text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    closed_on date,
    data text NOT NULL
);
CREATE TABLE unfinished (
    id integer NOT NULL,
    month_id integer NOT NULL,
    report_number text COLLATE pg_catalog."C"
);
CREATE SEQUENCE unfinished_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE unfinished_id_seq OWNED BY unfinished.id;
ALTER TABLE ONLY audit ALTER COLUMN id SET DEFAULT nextval('audit_id_seq'::regclass);
ALTER TABLE ONLY month ALTER COLUMN id SET DEFAULT nextval('month_id_seq'::regclass);
ALTER TABLE ONLY unfinished ALTER COLUMN id SET DEFAULT nextval('unfinished_id_seq'::regclass);
INSERT INTO alembic_version VALUES ('0001');
INSERT INTO audit VALUES (1, '2026-03-04 12:00:00.123457+00', 'register', 'LCKM-2026-000001', NULL, 'to mailbox', true);
INSERT INTO audit VALUES (2, '2026-11-26 00:24:29.771342+00', 'request_data', '0', NULL, 'done', true);
INSERT INTO audit VALUES (3, '2026-11-26 00:24:29.775429+00', 'request_briefing', '1111111111111111111111111111111111111111', NULL, 'done', true);
INSERT INTO audit VALUES (4, '2026-11-26 00:24:29.798429+00', 'request_briefing', 'CON', NULL, 'done', true);
INSERT INTO audit VALUES (5, '2026-11-26 00:24:29.802831+00', 'request_briefing', 'ZG-2026-000001', NULL, 'done', true);
INSERT INTO audit VALUES (6, '2026-11-26 00:24:29.808497+00', 'request_data', 'a-b', NULL, 'done', true);
INSERT INTO audit VALUES (7, '2026-11-26 00:24:29.81895+00', 'request_data', 'a..b', NULL, 'done', true);
INSERT INTO audit VALUES (8, '2026-11-26 00:24:29.827468+00', 'request_data', 'a.b', NULL, 'done', true);
INSERT INTO audit VALUES (9, '2026-11-26 00:24:29.832925+00', 'request_data', 'a_b', NULL, 'done', true);
INSERT INTO audit VALUES (10, '2026-11-26 00:24:29.838829+00', 'request_data', 'zg-2026-000001', NULL, 'done', true);
INSERT INTO counter VALUES (2026, 1);
INSERT INTO dispatch VALUES ('LCKM-2026-000001', 'LCKM-2026-000001', 'report', 'pending', 'Zarząd Dróg i Transportu', '2026-03-04 12:00:00.123457+00', '2026-03-04 12:00:00.123457+00', '2026-03-04 12:00:00.123457+00', 0, false, '{"report_number":"LCKM-2026-000001","mailbox":{"unit":"Zarząd Dróg i Transportu","address":"zgloszenia@zdit.uml.lodz.pl","contact":true},"opened_at":"2026-03-04T12:00:00.123457+00:00","since":"2026-03-04T12:00:00.123457+00:00","due_at":"2026-03-04T12:00:00.123457+00:00"}');
INSERT INTO file VALUES ('LCKM-2026-000001-1', 'LCKM-2026-000001', 1, false);
INSERT INTO file VALUES ('LCKM-2026-000001-2', 'LCKM-2026-000001', 1, false);
INSERT INTO month VALUES (1, '2026-10-01', NULL);
INSERT INTO personal_2026_10_1 VALUES ('LCKM-2026-000001', '\x7b22706572736f6e616c223a7b226465736372697074696f6e223a225a61c5bcc3b3c582c4872067c499c59b6cc485206a61c5bac58420e2809e6375647a7973c582c3b377e2809d20e2809320cea920f09f95b3efb88f2065cc8120c3a920efbbbfe2808fe280a8c2855c725c6e46726f6d206b6f676fc59b5c6e2e5c6e5c6e273b2044524f50205441424c45207265706f7274733b202d2d205c5c7530303431205c5c6e20253030202573207b307d20247b787d207b7b372a377d7d2026616d703b203c623e783c2f623e203c212d2d205d5d3e203d3344203d3f7574662d383f713f3d30443d30413f3d5c74c2857c20426fc5bc656e612057c48563686f636b612d4b76786a71676dc485c499203234383631383434323433202b3438203630352036373620313439222c2261646472657373223a2270727a79206b61706c69637a636520e2809e77686d71686d67716a78766bc487c5bce2809d20262073796e222c2261747472696275746573223a5b7b226e616d65223a227769656b2d64727a657761222c2276616c7565223a222b3438203630352036373620313439227d5d2c227265706f72746572223a7b226e616d65223a22426fc5bc656e612057c48563686f636b612d4b76786a71676dc485c499222c22656d61696c223a22666e616d636663716b636871406b76786a71676d68716d68772e6578616d706c65222c2270686f6e65223a222b3438203630352036373620313439222c2261646472657373223a2270727a79206b61706c69637a636520e2809e77686d71686d67716a78766bc487c5bce2809d20262073796e227d2c22636f6e73656e74223a7b22676976656e5f6174223a22323032362d30332d30345431323a30303a30302e3132333435372b30303a3030222c227465726d735f76657273696f6e223a22323032332d30312d3139227d2c2266696c655f6e616d6573223a5b22426fc5bc656e612057c48563686f636b612d4b76786a71676dc485c4992e6a7067222c227a646ac49963696520322e6a7067225d7d2c226174746163686d656e7473223a5b7b227265666572656e6365223a224c434b4d2d323032362d3030303030312d31222c226d656469615f74797065223a22696d6167652f6a706567222c2273697a65223a323134373438333634387d2c7b227265666572656e6365223a224c434b4d2d323032362d3030303030312d32222c226d656469615f74797065223a226170706c69636174696f6e2f706466222c2273697a65223a317d5d7d');
INSERT INTO report VALUES ('LCKM-2026-000001', '2026-03-04 12:00:00.123457+00', 'drzewo', 1, NULL, '{"number":"LCKM-2026-000001","registered_at":"2026-03-04T00:30:00.123457-11:30","terms_version":"2023-01-19","kind":"other","channel":"open311","language":"uk","category":"drzewo","description":"Zażółć gęślą jaźń „cudzysłów” – Ω 🕳️ é é ﻿‏ \r\nFrom kogoś\n.\n\n''; DROP TABLE reports; -- \\u0041 \\n %00 %s {0} ${x} {{7*7}} &amp; <b>x</b> <!-- ]]> =3D =?utf-8?q?=0D=0A?=\t| [usunięto: osoba]","place":{"address":"ul. Przykładowa 5 „u góry”","point":{"latitude":51.76870000000001,"longitude":19.456900000000005},"kind":"park","area":"srodmiescie"},"attributes":[{"name":"wiek-drzewa","value":"012"},{"name":"gatunek","value":"dąb"}]}');
INSERT INTO request VALUES ('0', 'data', NULL, '{"number":"0","unit":"Zarząd Dróg i Transportu","asked_by":{"name":"Żółć Ewa"},"asked_on":"2024-02-29","question":"Zażółć gęślą jaźń „cudzysłów” – Ω 🕳️ é é ﻿‏ \r\nFrom kogoś\n.\n\n''; DROP TABLE reports; -- \\u0041 \\n %00 %s {0} ${x} {{7*7}} &amp; <b>x</b> <!-- ]]> =3D =?utf-8?q?=0D=0A?=\t|"}');
INSERT INTO request VALUES ('1111111111111111111111111111111111111111', 'briefing', NULL, '{"number":"1111111111111111111111111111111111111111","unit":"Urząd Miasta Łodzi","cell":"Wydział Informatyki","procedure":"KA-00001","asked_by":{"name":"Żółć-Ścisła Ewa"},"asked_on":"2024-02-29","reminded_on":["2024-02-29","2024-12-31"],"subject":"Zajęcie „pasa”","reason":"Zażółć gęślą jaźń „cudzysłów” – Ω 🕳️ é é ﻿‏ \r\nFrom kogoś\n.\n\n''; DROP TABLE reports; -- \\u0041 \\n %00 %s {0} ${x} {{7*7}} &amp; <b>x</b> <!-- ]]> =3D =?utf-8?q?=0D=0A?=\t|"}');
INSERT INTO request VALUES ('CON', 'briefing', NULL, '{"number":"CON","unit":"Urząd Miasta Łodzi","cell":"Wydział Informatyki","procedure":"KA-00001","asked_by":{"name":"Żółć-Ścisła Ewa"},"asked_on":"2024-02-29","reminded_on":["2024-02-29","2024-12-31"],"subject":"Zajęcie „pasa”","reason":"Zażółć gęślą jaźń „cudzysłów” – Ω 🕳️ é é ﻿‏ \r\nFrom kogoś\n.\n\n''; DROP TABLE reports; -- \\u0041 \\n %00 %s {0} ${x} {{7*7}} &amp; <b>x</b> <!-- ]]> =3D =?utf-8?q?=0D=0A?=\t|","briefer":{"name":"Żółć-Ścisła Ewa"},"named_on":"2024-02-29"}');
INSERT INTO request VALUES ('ZG-2026-000001', 'briefing', '2024-02-29', '{"number":"ZG-2026-000001","unit":"Urząd Miasta Łodzi","cell":"Wydział Informatyki","procedure":"KA-00001","asked_by":{"name":"Żółć-Ścisła Ewa"},"asked_on":"2024-02-29","reminded_on":["2024-02-29","2024-12-31"],"closed_on":"2024-02-29","subject":"Zajęcie „pasa”","reason":"Zażółć gęślą jaźń „cudzysłów” – Ω 🕳️ é é ﻿‏ \r\nFrom kogoś\n.\n\n''; DROP TABLE reports; -- \\u0041 \\n %00 %s {0} ${x} {{7*7}} &amp; <b>x</b> <!-- ]]> =3D =?utf-8?q?=0D=0A?=\t|","briefer":{"name":"Żółć-Ścisła Ewa"},"named_on":"2024-02-29"}');
INSERT INTO request VALUES ('a-b', 'data', '2024-02-29', '{"number":"a-b","unit":"Urząd Miasta Łodzi","cell":"Wydział Informatyki","procedure":"KA-00001","asked_by":{"name":"Żółć-Ścisła Ewa"},"asked_on":"2024-02-29","reminded_on":["2024-02-29","2024-12-31"],"closed_on":"2024-02-29","question":"Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw Żółw ","answer":"Zażółć gęślą jaźń „cudzysłów” – Ω 🕳️ é é ﻿‏ \r\nFrom kogoś\n.\n\n''; DROP TABLE reports; -- \\u0041 \\n %00 %s {0} ${x} {{7*7}} &amp; <b>x</b> <!-- ]]> =3D =?utf-8?q?=0D=0A?=\t|","answered_by":{"name":"Żółć-Ścisła Ewa"}}');
INSERT INTO request VALUES ('a..b', 'data', NULL, '{"number":"a..b","unit":"Zarząd Dróg i Transportu","asked_by":{"name":"Żółć Ewa"},"asked_on":"2024-02-29","question":"Zażółć gęślą jaźń „cudzysłów” – Ω 🕳️ é é ﻿‏ \r\nFrom kogoś\n.\n\n''; DROP TABLE reports; -- \\u0041 \\n %00 %s {0} ${x} {{7*7}} &amp; <b>x</b> <!-- ]]> =3D =?utf-8?q?=0D=0A?=\t|"}');
INSERT INTO request VALUES ('a.b', 'data', NULL, '{"number":"a.b","unit":"Zarząd Dróg i Transportu","asked_by":{"name":"Żółć Ewa"},"asked_on":"2024-02-29","question":"Zażółć gęślą jaźń „cudzysłów” – Ω 🕳️ é é ﻿‏ \r\nFrom kogoś\n.\n\n''; DROP TABLE reports; -- \\u0041 \\n %00 %s {0} ${x} {{7*7}} &amp; <b>x</b> <!-- ]]> =3D =?utf-8?q?=0D=0A?=\t|"}');
INSERT INTO request VALUES ('a_b', 'data', NULL, '{"number":"a_b","unit":"Zarząd Dróg i Transportu","asked_by":{"name":"Żółć Ewa"},"asked_on":"2024-02-29","question":"Zażółć gęślą jaźń „cudzysłów” – Ω 🕳️ é é ﻿‏ \r\nFrom kogoś\n.\n\n''; DROP TABLE reports; -- \\u0041 \\n %00 %s {0} ${x} {{7*7}} &amp; <b>x</b> <!-- ]]> =3D =?utf-8?q?=0D=0A?=\t|"}');
INSERT INTO request VALUES ('zg-2026-000001', 'data', NULL, '{"number":"zg-2026-000001","unit":"Zarząd Dróg i Transportu","asked_by":{"name":"Żółć Ewa"},"asked_on":"2024-02-29","question":"Zażółć gęślą jaźń „cudzysłów” – Ω 🕳️ é é ﻿‏ \r\nFrom kogoś\n.\n\n''; DROP TABLE reports; -- \\u0041 \\n %00 %s {0} ${x} {{7*7}} &amp; <b>x</b> <!-- ]]> =3D =?utf-8?q?=0D=0A?=\t|"}');
SELECT pg_catalog.setval('audit_id_seq', 10, true);
SELECT pg_catalog.setval('month_id_seq', 1, true);
SELECT pg_catalog.setval('unfinished_id_seq', 1, false);
ALTER TABLE ONLY alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY counter
    ADD CONSTRAINT counter_pkey PRIMARY KEY (year);
ALTER TABLE ONLY dispatch
    ADD CONSTRAINT dispatch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY file
    ADD CONSTRAINT file_pkey PRIMARY KEY (reference, report_number);
ALTER TABLE ONLY month_key
    ADD CONSTRAINT month_key_pkey PRIMARY KEY (month_id);
ALTER TABLE ONLY month
    ADD CONSTRAINT month_pkey PRIMARY KEY (id);
ALTER TABLE ONLY personal_2026_10_1
    ADD CONSTRAINT personal_2026_10_1_pkey PRIMARY KEY (number);
ALTER TABLE ONLY report
    ADD CONSTRAINT report_pkey PRIMARY KEY (number);
ALTER TABLE ONLY request
    ADD CONSTRAINT request_pkey PRIMARY KEY (number);
ALTER TABLE ONLY unfinished
    ADD CONSTRAINT unfinished_pkey PRIMARY KEY (id);
CREATE INDEX audit_subject ON audit USING btree (subject, id);
CREATE INDEX dispatch_due ON dispatch USING btree (due_at, id) WHERE (due_at IS NOT NULL);
CREATE INDEX dispatch_opened ON dispatch USING btree (opened_at);
CREATE INDEX dispatch_since ON dispatch USING btree (since) WHERE (due_at IS NOT NULL);
CREATE INDEX dispatch_unconfirmed ON dispatch USING btree (id) WHERE unconfirmed;
CREATE INDEX dispatch_untold ON dispatch USING btree (id) WHERE (untold <> 0);
CREATE INDEX file_left_over ON file USING btree (reference) WHERE left_over;
CREATE INDEX file_month ON file USING btree (month_id);
CREATE INDEX file_report_number ON file USING btree (report_number);
CREATE INDEX month_live ON month USING btree (expires) WHERE (dropped_at IS NULL);
CREATE INDEX report_registered ON report USING btree (registered_at, number);
CREATE INDEX report_withdrawn ON report USING btree (withdrawn_at) WHERE (withdrawn_at IS NOT NULL);
CREATE INDEX request_open ON request USING btree (number) WHERE (closed_on IS NULL);
