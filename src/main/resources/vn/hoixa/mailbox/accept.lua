-- KEYS: seen   ARGV: resident, event id, body, due, how long ids are kept (ms). Returns 1 if new, else 0.
local resident, id, body, due, kept = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
if not redis.call('SET', KEYS[1], 1, 'NX', 'PX', kept) then
    return 0
end
-- Its id was forgotten while it still waits: in the box twice it would lose its body with the first.
if redis.call('HEXISTS', '{hoixa}:bodies:' .. resident, id) == 1 then
    return 0
end
redis.call('RPUSH', '{hoixa}:box:' .. resident, id)
redis.call('HSET', '{hoixa}:bodies:' .. resident, id, body)
wake(resident, due)
return 1
