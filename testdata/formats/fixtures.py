# Goldens of the files in ../shared/fixtures, by independent readers: python3 testdata/formats/fixtures.py 
# It writes fixtures.json beside it: the HDF5 part where there is h5py, the Parquet part where there is pyarrow, the rest as it was.
# A column is its type, the number of missing values, and of its numbers the sum as float64 and some values; of text some values.
import json, os, re, sys
import numpy as np

SHARED = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../../shared/fixtures/')
AT = [0, 1, 2, 17, -1]


def column(name, values):
    a = np.asarray(values)
    rows = len(a)
    at = sorted({i % rows for i in AT if i < rows})
    if a.dtype.kind in 'OSU':
        missing = [v is None or (isinstance(v, float) and v != v) for v in a]
        text = [None if m else (v.decode() if isinstance(v, bytes) else str(v)) for v, m in zip(a, missing)]
        return {'name': name, 'type': 'text', 'missing': sum(missing), 'at': {i: text[i] for i in at}}
    missing = np.isnan(a) if a.dtype.kind == 'f' else np.zeros(rows, bool)
    if a.dtype.kind == 'f':
        kind = 'float64' if a.dtype.itemsize == 8 else 'float32'
    elif a.dtype.kind == 'b':
        kind = 'int32'
    elif a.dtype.kind == 'u' and a.dtype.itemsize == 4:
        kind = 'float64'
    else:
        kind = 'int32' if a.dtype.itemsize < 8 or (a.min() >= -2**31 and a.max() < 2**31) else 'int64'
    good = a[~missing]
    value = lambda i: None if missing[i] else (str(int(a[i])) if kind == 'int64' else float(a[i]))
    return {'name': name, 'type': kind, 'missing': int(missing.sum()),
            'sum': float(good.astype('f8').sum()), 'at': {i: value(i) for i in at}}


def spread(name, values):
    a = np.asarray(values)
    if a.ndim == 1:
        return [column(name, a)]
    flat = a.reshape(len(a), -1)
    places = range(flat.shape[1]) if flat.shape[1] <= 16 else [0]
    return [column(f'{name}[{i}]', flat[:, i]) for i in places]


def records(a):
    return [c for name in a.dtype.names for c in spread(name, a[name])]


GOLDENS = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'fixtures.json')
goldens = json.load(open(GOLDENS)) if os.path.exists(GOLDENS) else {}


def golden(path, columns, rows):
    goldens[path] = {'rows': rows, 'columns': columns}


a = np.load(SHARED + 'npy/strax_style_event_info.npy')
golden('npy/strax_style_event_info.npy', records(a), len(a))
z = np.load(SHARED + 'npy/crystalize_style_rq_uncompressed.npz')
golden('npy/crystalize_style_rq_uncompressed.npz',
      [c for k in z.files if z[k].ndim for c in spread(k, z[k])], 3000)

try:
    import h5py
    import pandas as pd

    with h5py.File(SHARED + 'hdf5/strax_style_event_info.h5') as f:
        a = f['event_info'][()]
        golden('hdf5/strax_style_event_info.h5', records(a), len(a))
    with h5py.File(SHARED + 'hdf5/columns_lzf_vlenstr.h5') as f:
        golden('hdf5/columns_lzf_vlenstr.h5', [c for k in f['events'] for c in spread(k, f['events'][k][()])], 3000)
    with h5py.File(SHARED + 'hdf5/pytables_smpl_compound_chunked.h5') as f:
        a = f['CompoundChunked'][()]
        golden('hdf5/pytables_smpl_compound_chunked.h5', records(a), len(a))
    with h5py.File(SHARED + 'hdf5/pytables_smpl_enum.h5') as f:
        names = {v: k for k, v in h5py.check_enum_dtype(f['EnumTest'].dtype).items()}
        golden('hdf5/pytables_smpl_enum.h5', [column('EnumTest', [names[v] for v in f['EnumTest'][()]])], 10)
    with h5py.File(SHARED + 'hdf5/pytables_smpl_f64le.h5') as f:
        golden('hdf5/pytables_smpl_f64le.h5', spread('TestArray', f['TestArray'][()]), 6)
    frame = pd.read_hdf(SHARED + 'hdf5/pandas_table_format.h5', 'ev')
    golden('hdf5/pandas_table_format.h5',
          [column('index', frame.index)] + [column(str(c), frame[c]) for c in frame.columns], len(frame))
except ImportError:
    print('no h5py: HDF5 goldens left as they were', file=sys.stderr)

try:
    import pyarrow.parquet as pq
    import pyarrow as pa
    for name in sorted(os.listdir(SHARED + 'parquet')):
        if name.startswith('CORRUPT') or 'malformed' in name:
            continue
        table = pq.read_table(SHARED + 'parquet/' + name)
        columns = []
        for field, data in zip(table.schema, table.columns):
            kind = field.type
            if pa.types.is_list(kind) and not pa.types.is_nested(kind.value_type):
                # By default the first value of each list is read.
                kind = kind.value_type
                data = pa.chunked_array([pa.array([v[0] if v else None for v in data.to_pylist()], kind)])
                field = field.with_name(f'{field.name}[0]')
            if pa.types.is_nested(kind) or pa.types.is_fixed_size_binary(kind):
                columns.append({'name': field.name, 'refused': True})
                continue
            values = data.to_pylist() if not pa.types.is_timestamp(kind) else None
            if values is None:
                # Times of INT96 may lie beyond what 64 bits of ns hold; in us they fit.
                far = pq.read_table(SHARED + 'parquet/' + name, coerce_int96_timestamp_unit='us')[field.name]
                fits = [v is None or abs(v) < 2**63 // 1000 for v in far.cast(pa.int64()).to_pylist()]
                ints = [v if fit else None for v, fit in zip(data.cast(pa.int64()).to_pylist(), fits)]
                at = sorted({i % len(ints) for i in AT if i < len(ints)})
                columns.append({'name': field.name, 'type': 'int64', 'missing': sum(v is None for v in ints),
                                'sum': float(sum(float(v) for v in ints if v is not None)),
                                'at': {i: None if ints[i] is None else str(ints[i]) for i in at}})
            elif pa.types.is_floating(kind):
                width = 'f8' if kind.bit_width == 64 else 'f4'
                columns.append(column(field.name, np.array([np.nan if v is None else v for v in values], width)))
            elif pa.types.is_integer(kind) or pa.types.is_boolean(kind) or pa.types.is_date(kind):
                c = [0 if v is None else v for v in (data.cast(pa.int32()).to_pylist() if pa.types.is_date(kind) else values)]
                dtype = 'i4' if not pa.types.is_integer(kind) else str(kind)
                got = column(field.name, np.array(c, dtype))
                got['missing'] = sum(v is None for v in values)
                got['at'] = {i: None if values[i] is None else v for i, v in got['at'].items()}
                columns.append(got)
            elif pa.types.is_decimal(kind):
                columns.append(column(field.name, np.array([np.nan if v is None else float(v) for v in values])))
            else:
                columns.append(column(field.name, np.array(values, object)))
        golden('parquet/' + name, columns, table.num_rows)
except ImportError:
    print('no pyarrow: Parquet goldens left as they were', file=sys.stderr)

lines = open(SHARED + 'execNEST_raw_output_example_lz24_beta.tsv').read().split('\n')
start = next(i for i, line in enumerate(lines) if line.count('\t') > 5 and 'keV' in line)
names = lines[start].split('\t')
cells = [line.split('\t') for line in lines[start + 1:] if re.match(r'^-?[0-9]', line)]
columns = []
for i, name in enumerate(names):
    own = [row[i] for row in cells if len(row) == len(names)]
    parts = name.split(' ')[0].split(',')
    if len(parts) == 3:
        for j, part in enumerate(parts):
            columns.append(column(part + name[name.index(' '):], np.array([int(v.split(',')[j]) for v in own], 'i4')))
    else:
        values = [float(v) for v in own]
        whole = all(re.fullmatch(r'-?[0-9]+', v) for v in own)
        columns.append(column(name, np.array(values, 'i4') if whole else values))
golden('execNEST_raw_output_example_lz24_beta.tsv', columns, len(cells))
with open(GOLDENS, 'w') as out:
    json.dump(goldens, out, indent=1)
    out.write('\n')
