# Makes the binary files of this folder, each with its golden: python3 testdata/io/make_binary.py, from the root of the project.
# The values of a golden are those that numpy, h5py, PyTables or pyarrow read back, whichever of them there is.
import decimal, json, math, os, sys, zipfile
import numpy as np

HERE = 'testdata/io/'
rng = np.random.default_rng(4)


def plain(v):
    if v is None or isinstance(v, np.datetime64) and np.isnat(v):
        return None
    if isinstance(v, (bytes, np.bytes_)):
        return v.decode()
    if isinstance(v, str):
        return str(v)
    if isinstance(v, decimal.Decimal):
        return float(v)
    if isinstance(v, (float, np.floating)):
        v = float(v)
        return None if math.isnan(v) else v if math.isfinite(v) else 'Infinity' if v > 0 else '-Infinity'
    return int(v)


def column(name, type, values):
    values = [plain(v) for v in values]
    return {'name': name, 'type': type, 'values': [str(v) if type == 'int64' and v is not None else v for v in values]}


def golden(file, format, columns, warnings=()):
    rows = len(columns[0]['values'])
    write(file, {'format': format, 'rows': rows, 'warnings': list(warnings), 'columns': columns})


def write(file, content):
    with open(HERE + file + '.json', 'w') as out:
        json.dump(content, out, indent=1, ensure_ascii=False)
        out.write('\n')


def refused(file, message):
    write(file, {'error': f'{file}{message}'})


def numpy_files():
    n = 6
    kinds = [('i1', 'int32'), ('u1', 'int32'), ('i2', 'int32'), ('u2', 'int32'), ('i4', 'int32'), ('u4', 'float64'),
             ('f2', 'float32'), ('f4', 'float32'), ('f8', 'float64')]
    for order, name in [('<', 'little'), ('>', 'big')]:
        dtype = [(k, order + k) for k, _ in kinds] + [('id', order + 'i8'), ('small', order + 'i8'), ('ok', '?'),
                 ('word', 'S6'), ('unicode', order + 'U4'), ('time', order + 'M8[ns]'), ('z', order + 'c16'), ('pair', order + 'f4', (2,))]
        a = np.zeros(n, dtype)
        for k, _ in kinds:
            a[k] = (rng.normal(size=n) * 50).astype(k) if k[0] == 'f' else rng.integers(0, 100, n).astype(k)
        a['u4'][0] = 4000000000
        a['f8'][1] = np.nan
        a['f4'][2] = np.inf
        a['i2'][0] = -300
        a['id'] = 2**60 + np.arange(n)
        a['small'] = np.arange(n) - 3
        a['ok'] = np.arange(n) % 2
        a['word'] = [b'a', b'bc', b'', b'h\xc3\xa9', b'abcdef', b'x y']
        a['unicode'] = ['a', 'é', '', '\U0001f600', 'four', 'x y']
        a['time'] = 1600000000000000000 + np.arange(n)
        a['time'][3] = 'NaT'
        a['pair'] = rng.normal(size=(n, 2))
        np.save(HERE + f'records-{name}.npy', a)
        columns = [column(k, t, a[k]) for k, t in kinds]
        columns += [column('id', 'int64', a['id']), column('small', 'int32', a['small']), column('ok', 'int32', a['ok']),
                    column('word', 'text', a['word']), column('unicode', 'text', a['unicode'])]
        times = a['time'].astype('i8')
        columns.append(column('time', 'int64', [None if t == -2**63 else t for t in times]))
        columns += [column(f'pair[{i}]', 'float32', a['pair'][:, i]) for i in range(2)]
        golden(f'records-{name}.npy', 'npy', columns,
               ['column z left out: complex numbers; expected numbers or text'])
    b = rng.normal(size=(5, 3))
    for order in 'CF':
        file = f'matrix-{order.lower()}-order.npy'
        np.save(HERE + file, np.asarray(b, order=order))
        golden(file, 'npy', [column(f'value[{i}]', 'float64', b[:, i]) for i in range(3)])
    cube = np.asfortranarray(np.arange(24, dtype='i2').reshape(4, 3, 2))
    np.save(HERE + 'cube-f-order.npy', cube)
    golden('cube-f-order.npy', 'npy', [column(f'value[{i}]', 'int32', cube.reshape(4, 6)[:, i]) for i in range(6)])
    events = {'p_area': rng.gamma(2, 50, (5, 4)), 'p_class': rng.integers(0, 4, (5, 4)), 'event': np.arange(5) + 2**55,
              'n_events': np.array(5), 'who': np.array(['a', None, 'b', 'c', 'd'], object)}
    for file, save in [('pulses.npz', np.savez), ('pulses-deflated.npz', np.savez_compressed)]:
        save(HERE + file, **events)
        golden(file, 'npy', [column(f'p_area[{i}]', 'float64', events['p_area'][:, i]) for i in range(4)]
               + [column(f'p_class[{i}]', 'int32', events['p_class'][:, i]) for i in range(4)]
               + [column('event', 'int64', events['event'])],
               ['who left out: Python objects, stored as a pickle: code, not data',
                'n_events left out: a single value; expected one a row'])
    np.save(HERE + 'bad-pickled.npy', np.array([{'a': 1}, None], object))
    refused('bad-pickled.npy', ': holds Python objects, stored as a pickle, which is code and not data, so it is not opened; expected numbers or text')
    whole = open(HERE + 'matrix-c-order.npy', 'rb').read()
    open(HERE + 'bad-cut.npy', 'wb').write(whole[:-9])
    refused('bad-cut.npy', f': ends at byte {len(whole) - 9}; expected {len(whole)}, as its header says (is it cut off?)')
    packed = bytearray(open(HERE + 'pulses.npz', 'rb').read())
    at = packed.index(events['p_area'].tobytes())
    packed[at + 11] ^= 4
    open(HERE + 'bad-flipped.npz', 'wb').write(packed)
    refused('bad-flipped.npz', ', p_area.npy: its bytes do not match the checksum (CRC-32) of the archive; the file is damaged')
    with zipfile.ZipFile(HERE + 'bad-no-arrays.zip', 'w') as z:
        z.writestr(zipfile.ZipInfo('xl/workbook.xml'), 'x')
    refused('bad-no-arrays.zip', ': a zip archive without NumPy arrays (it holds xl/workbook.xml); expected .npy files in it, as numpy.savez writes them')


def hdf5_files():
    import h5py
    n = 40
    x = rng.normal(size=n)
    x[3] = np.nan
    count = rng.integers(-5, 5, n)
    names = np.array([f'e{i % 3}é' for i in range(n)], object)
    for version in ['earliest', 'latest']:
        file = f'chunks-{version}.h5'
        with h5py.File(HERE + file, 'w', libver=version) as f:
            g = f.create_group('events')
            g.create_dataset('plain', data=x)
            g.create_dataset('gzip', data=x, chunks=(7,), compression='gzip', shuffle=True)
            g.create_dataset('lzf', data=x.astype('f4'), chunks=(16,), compression='lzf')
            g.create_dataset('summed', data=count, chunks=(9,), fletcher32=True)
            g.create_dataset('grows', data=x, chunks=(3,), maxshape=(None,), compression='gzip')
            g.create_dataset('one_chunk', data=count.astype('>i2'), chunks=(n,), compression='gzip')
            g.create_dataset('grid', data=np.arange(3 * n).reshape(n, 3), chunks=(6, 2), maxshape=(None, None))
            sparse = g.create_dataset('sparse', shape=(n,), chunks=(10,), dtype='i4', fillvalue=-7)
            sparse[12:15] = 1
            g.create_dataset('ok', data=count > 0)
            g.create_dataset('name', data=names, dtype=h5py.string_dtype())
            g.create_dataset('fixed', data=np.array([f'w{i % 4}' for i in range(n)], 'S3'))
            g.create_dataset('kind', data=(np.arange(n) % 2).astype('u1'), dtype=h5py.enum_dtype({'ER': 0, 'NR': 1}, 'u1'))
            g.create_dataset('packed', data=np.arange(n), chunks=(n,), scaleoffset=0)
            jagged = g.create_dataset('jagged', (n,), dtype=h5py.vlen_dtype('f4'))
            jagged[0] = [1, 2]
            g.attrs['run'] = 7304
        with h5py.File(HERE + file) as f:
            g = f['events']
            types = {'plain': 'float64', 'gzip': 'float64', 'lzf': 'float32', 'summed': 'int32', 'grows': 'float64',
                     'one_chunk': 'int32', 'sparse': 'int32', 'ok': 'int32', 'name': 'text', 'fixed': 'text'}
            columns = {k: [column(k, t, g[k][()])] for k, t in types.items()}
            columns['grid'] = [column(f'grid[{i}]', 'int32', g['grid'][:, i]) for i in range(3)]
            columns['kind'] = [column('kind', 'text', ['NR' if v else 'ER' for v in g['kind'][()]])]
            left = {'jagged': 'lists of varying length; expected one value a row',
                    'packed': 'packed by the filter scale-offset, which is not read'}
            order = [k for k in g if k in columns]
            golden(file, 'hdf5', [c for k in order for c in columns[k]],
                   [f'column {k} left out: {left[k]}' for k in g if k in left])
    # So many links and attributes that they move to a heap of their own, found through a tree.
    with h5py.File(HERE + 'many-links.h5', 'w', libver='latest') as f:
        g = f.create_group('run')
        for i in range(60):
            g.create_dataset(f'c{i:02d}', data=np.array([i, -i], 'f4'))
        for i in range(20):
            g.attrs[f'a{i}'] = f'text {i}'
        f['other'] = h5py.SoftLink('/run/c00')
    with h5py.File(HERE + 'many-links.h5') as f:
        golden('many-links.h5', 'hdf5', [column(k, 'float32', f['run'][k][()]) for k in f['run']],
               ['/other left out: a soft link'])
    inner = np.dtype([('area', '<f4'), ('n', '<i2')])
    record = np.zeros(4, [('time', '<i8'), ('pulse', inner, (2,)), ('xy', '<f8', (2,)), ('label', 'S4')])
    record['time'] = 1636000012345678901 + np.arange(4)
    record['pulse']['area'] = rng.normal(size=(4, 2))
    record['pulse']['n'] = np.arange(8).reshape(4, 2)
    record['xy'] = rng.normal(size=(4, 2))
    record['label'] = [b'a', b'b', b'', b'dddd']
    with h5py.File(HERE + 'compound.h5', 'w', userblock_size=512) as f:
        f.create_dataset('event_info', data=record, chunks=(3,), compression='gzip')
        f['run_id'] = 7
    columns = [column('time', 'int64', record['time'])]
    columns += [column(f'pulse.area[{i}]', 'float32', record['pulse']['area'][:, i]) for i in range(2)]
    columns += [column(f'pulse.n[{i}]', 'int32', record['pulse']['n'][:, i]) for i in range(2)]
    columns += [column(f'xy[{i}]', 'float64', record['xy'][:, i]) for i in range(2)]
    columns.append(column('label', 'text', record['label']))
    golden('compound.h5', 'hdf5', columns, ['/run_id left out: a single value'])
    with h5py.File(HERE + 'bad-flipped.h5', 'w') as f:
        f.create_dataset('x', data=np.arange(1000.0), chunks=(1000,), fletcher32=True)
    data = bytearray(open(HERE + 'bad-flipped.h5', 'rb').read())
    data[data.index(np.arange(100, 200.0).tobytes()) + 5] ^= 1
    open(HERE + 'bad-flipped.h5', 'wb').write(data)
    refused('bad-flipped.h5', ', /x: the file is damaged (a chunk does not match its checksum (Fletcher-32))')
    whole = open(HERE + 'compound.h5', 'rb').read()
    open(HERE + 'bad-cut.h5', 'wb').write(whole[:-20])
    refused('bad-cut.h5', f': the file has {len(whole) - 20} bytes; its superblock says {len(whole)} (it is cut off)')
    with h5py.File(HERE + 'bad-empty.h5', 'w') as f:
        f.attrs['a'] = 1
    refused('bad-empty.h5', ': no table in the file; it is empty; expected a table of events')


def hdf5_plugins():
    import h5py, hdf5plugin, zstandard
    n = 600
    x = np.round(rng.normal(size=n), 3)
    count = rng.integers(0, 9, n).astype('i4')
    file = 'plugins.h5'
    with h5py.File(HERE + file, 'w') as f:
        g = f.create_group('events')
        g.create_dataset('blosc', data=x, chunks=(100,), **hdf5plugin.Blosc())
        g.create_dataset('bzip2', data=x, chunks=(100,), **hdf5plugin.BZip2())
        # Blocks of 256 bytes: several in a chunk, the last of them short.
        g.create_dataset('lz4', data=count, chunks=(140,), shuffle=True, **hdf5plugin.LZ4(nbytes=256))
        # What cannot be packed is stored as it is.
        g.create_dataset('noise', data=rng.normal(size=n).astype('f4'), chunks=(n,), **hdf5plugin.LZ4())
        # Debian has no plugin for Zstandard: its chunks, shuffled and packed here, are stored as they are.
        plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plist.set_chunk((140,))
        plist.set_shuffle()
        plist.set_filter(32015, h5py.h5z.FLAG_OPTIONAL, (3,))
        space = h5py.h5s.create_simple((n,))
        zstd = h5py.h5d.create(g.id, b'zstd', h5py.h5t.IEEE_F64LE, space, plist)
        for start in range(0, n, 140):
            chunk = np.zeros(140)
            chunk[:len(x[start:start + 140])] = x[start:start + 140]
            shuffled = chunk.view('u1').reshape(140, 8).T.tobytes()
            zstd.write_direct_chunk((start,), zstandard.compress(shuffled))
    with h5py.File(HERE + file) as f:
        g = f['events']
        columns = [column('lz4', 'int32', g['lz4'][()]), column('noise', 'float32', g['noise'][()])]
        golden(file, 'hdf5', columns + [column('zstd', 'float64', x)],
               [f'column {k} left out: packed by the filter {name}, which is not read'
                for k, name in [('blosc', 'Blosc'), ('bzip2', 'bzip2')]])


def arrow_files():
    import datetime
    import pyarrow as pa
    import pyarrow.feather as feather
    import pyarrow.ipc as ipc
    n = 40
    x = rng.normal(size=n)
    gaps = lambda values, every: [None if i % every == 0 else v for i, v in enumerate(values)]
    lists = [[float(j) / 2 for j in range(i % 4)] if i % 10 else None for i in range(n)]
    source = {
        'f8': ('float64', pa.array(gaps(x.tolist(), 7))),
        'f4': ('float32', pa.array(x.astype('f4'))),
        'f2': ('float32', pa.array(x.astype('f2'))),
        'i1': ('int32', pa.array(rng.integers(-128, 127, n).astype('i1'))),
        'u2': ('int32', pa.array(gaps(range(n), 5), pa.uint16())),
        'u4': ('float64', pa.array(rng.integers(0, 2**32, n).astype('u4'))),
        'i8': ('int64', pa.array(2**60 + np.arange(n))),
        'narrow': ('int32', pa.array(np.arange(n))),
        'ok': ('int32', pa.array(gaps([i % 2 == 0 for i in range(n)], 11))),
        's': ('text', pa.array(gaps([f'text é {i % 9}' for i in range(n)], 13))),
        'long_s': ('text', pa.array([f'l{i % 3}' for i in range(n)], pa.large_utf8())),
        'dict': ('text', pa.array(gaps([f'k{i % 4}' for i in range(n)], 6)).dictionary_encode()),
        'ts': ('int64', pa.array(gaps([1600000000000000000 + i for i in range(n)], 17), pa.timestamp('ns'))),
        'date': ('int32', pa.array([datetime.date(2020, 1, 1) + datetime.timedelta(days=i) for i in range(n)])),
        'dec': ('float64', pa.array([decimal.Decimal(i) / 4 for i in range(n)], pa.decimal128(10, 2))),
        'list': ('float64', pa.array(lists)),
        'three': ('float32', pa.FixedSizeListArray.from_arrays(pa.array(np.arange(3 * n, dtype='f4')), 3)),
        'nested': (None, pa.array([{'a': i} for i in range(n)])),
        'bytes': (None, pa.array([b'x'] * n)),
        'nothing': (None, pa.nulls(n)),
    }
    table = pa.table({k: v for k, (_, v) in source.items()})
    columns = []
    for k, (type, values) in source.items():
        if type is None:
            continue
        if k == 'ts':
            values = values.cast(pa.int64())
        if k == 'date':
            values = values.cast(pa.int32())
        values = values.to_pylist()
        if k == 'list':
            columns.append(column('list[0]', type, [v[0] if v else None for v in values]))
        elif k == 'three':
            columns += [column(f'three[{i}]', type, [v[i] for v in values]) for i in range(3)]
        else:
            columns.append(column(k, type, values))
    warnings = ['column nested left out: structures; expected numbers or text',
                'column bytes left out: binary; expected numbers or text',
                'column nothing left out: without any value; expected numbers or text']
    for codec in ['uncompressed', 'lz4', 'zstd']:
        feather.write_feather(table, HERE + f'{codec}.feather', compression=codec, chunksize=15)
        golden(f'{codec}.feather', 'arrow', columns, warnings)
    with ipc.new_stream(HERE + 'batches.arrows', table.schema) as out:
        out.write_table(table, max_chunksize=12)
    golden('batches.arrows', 'arrow', columns, warnings)
    whole = open(HERE + 'lz4.feather', 'rb').read()
    open(HERE + 'bad-cut.feather', 'wb').write(whole[:3000])
    refused('bad-cut.feather', ', byte 2994: no Arrow footer; expected "ARROW1" at the end of the file (is it cut off?)')


def parquet_files():
    import pyarrow as pa
    import pyarrow.parquet as pq
    n = 60
    table = pa.table({'x': rng.normal(size=n), 'id': 2**58 + np.arange(n), 's': [f's{i % 5}' for i in range(n)],
                      'lists': [[1, 2]] * n})
    columns = [column('x', 'float64', table['x'].to_pylist()), column('id', 'int64', table['id'].to_pylist()),
               column('s', 'text', table['s'].to_pylist()), column('lists[0]', 'int32', [1] * n)]
    for codec in ['none', 'snappy', 'gzip', 'brotli', 'lz4', 'zstd']:
        for version in ['1.0', '2.0']:
            file = f'{codec}-v{version[0]}.parquet'
            pq.write_table(table, HERE + file, compression=codec, data_page_version=version, write_page_checksum=True,
                           row_group_size=25, use_dictionary=['s'])
            golden(file, 'parquet', columns)
    data = bytearray(open(HERE + 'none-v1.parquet', 'rb').read())
    data[data.index(table['x'].to_numpy()[25:50].tobytes()) + 7] ^= 1
    open(HERE + 'bad-flipped.parquet', 'wb').write(data)
    refused('bad-flipped.parquet', ', row group 2 of 3, column x: cannot be decoded (page 1 does not match its checksum (CRC-32)); the file is damaged')
    parquet_lists(pa, pq)


def parquet_lists(pa, pq):
    n = 40
    area = [None if i % 9 == 0 else [None if j == 2 else i + j / 4 for j in range(i % 5)] for i in range(n)]
    one = [None if i % 7 == 0 else [i] if i % 3 else [] for i in range(n)]
    words = [[f'w{i % 4}', 'x'] for i in range(n)]
    table = pa.table({
        's1_id': pa.array(np.arange(n) % 3, pa.int32()), 'area': pa.array(area), 'one': pa.array(one, pa.list_(pa.int64())),
        'words': pa.array(words), 'money': pa.array([[decimal.Decimal(i) / 100] * 2 for i in range(n)], pa.list_(pa.decimal128(9, 2))),
        'fixed': pa.array([[i, -i] for i in range(n)], pa.list_(pa.float32(), 2)),
        'deep': pa.array([[[1.0]]] * n), 'map': pa.array([[('a', 1)]] * n, pa.map_(pa.string(), pa.int32())),
        'point': pa.array([{'x': 1.0, 'y': 2.0}] * n), 'points': pa.array([[{'x': 1.0}]] * n)})
    first = lambda lists: [v[0] if v else None for v in lists]
    columns = [column('s1_id', 'int32', table['s1_id'].to_pylist()), column('area[0]', 'float64', first(area)),
               column('one', 'int32', first(one)), column('words[0]', 'text', first(words)),
               column('money[0]', 'float64', [i / 100 for i in range(n)]), column('fixed[0]', 'float32', range(n))]
    warnings = ['column deep left out: lists, each value a list; expected numbers or text',
                'column map left out: a map; expected numbers or text',
                'column point left out: a structure (x, y); expected numbers or text',
                'column points left out: lists, each value a structure (x); expected numbers or text']
    for version in ['1.0', '2.0']:
        file = f'lists-v{version[0]}.parquet'
        pq.write_table(table, HERE + file, compression='zstd', data_page_version=version, write_page_checksum=True,
                       row_group_size=15, data_page_size=200)
        golden(file, 'parquet', columns, warnings)


if sys.argv[1:] == ['parquet-lists']:
    import pyarrow as pa
    import pyarrow.parquet as pq
    parquet_lists(pa, pq)
    sys.exit()
if sys.argv[1:] == ['hdf5-plugins']:
    hdf5_plugins()
    sys.exit()
numpy_files()
for make in [hdf5_files, hdf5_plugins, arrow_files, parquet_files]:
    try:
        make()
    except ImportError as error:
        print(f'{make.__name__} left as they were: {error}', file=sys.stderr)
